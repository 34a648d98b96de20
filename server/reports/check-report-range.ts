import { AppError } from '#server/errors.ts';

const LONGEST_DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * Refuses a range no report can be made of.
 * @throws AppError INVALID_INPUT when the start is not before the end or either is no time; REPORT_TOO_LARGE beyond
 * 400 days
 */
export function checkReportRange(start: Date, end: Date): void {
  const from = start.getTime();
  const to = end.getTime();
  if (Number.isNaN(from) || Number.isNaN(to))
    throw new AppError('INVALID_INPUT', '`start` and `end` must be times, such as 2026-11-20T00:00:00Z.');
  if (from >= to) throw new AppError('INVALID_INPUT', '`start` must be before `end`.');
  if (to - from > LONGEST_DAYS * DAY_MS)
    throw new AppError(
      'REPORT_TOO_LARGE',
      `A report covers at most ${LONGEST_DAYS} days. Choose a shorter range.`,
      {
        longest_days: LONGEST_DAYS,
      },
    );
}
