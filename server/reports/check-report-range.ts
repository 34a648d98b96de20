import { AppError } from '#server/errors.ts';

const LONGEST_DAYS = 400;
const DAY_MS = 86_400_000;

/** Samples that a report can be made of in about a minute. */
const MOST_SAMPLES = 6_000_000;
/** Of machines that have said nothing yet. */
const USUAL_INTERVAL = 15;

interface Size {
  /** Seconds between the samples of each machine; null where nobody knows. */
  intervals: readonly (number | null)[];
  /** Samples between start and end, where they were counted. */
  counted?: number;
  start: Date;
  end: Date;
  /** Read besides. */
  compareWith?: { start: Date; end: Date } | null;
}

/**
 * Refuses what no report can be made of: no range, or one with more samples (machines × time ÷ interval) than can be
 * read in reasonable time.
 * @throws AppError INVALID_INPUT when a start is not before its end or either is no time; REPORT_TOO_LARGE beyond 400
 * days or 6 million samples, with the number of days that would do
 */
export function checkReportRange({ intervals, counted, start, end, compareWith = null }: Size): void {
  checkRange(start, end, '`start` and `end`');
  if (compareWith) checkRange(compareWith.start, compareWith.end, 'the period to compare with');
  const before = compareWith ? compareWith.end.getTime() - compareWith.start.getTime() : 0;
  const span = end.getTime() - start.getTime() + before;
  const perMs =
    counted === undefined
      ? intervals.reduce((sum: number, seconds) => sum + 1 / ((seconds ?? USUAL_INTERVAL) * 1000), 0)
      : counted / span;
  const samples = Math.ceil(span * perMs);
  if (samples <= MOST_SAMPLES) return;
  const days = Math.floor((MOST_SAMPLES / perMs / DAY_MS) * ((end.getTime() - start.getTime()) / span));
  throw new AppError(
    'REPORT_TOO_LARGE',
    `This would read about ${millions(samples)} million samples; a report takes at most ${millions(MOST_SAMPLES)} million. ` +
      `Choose a range of at most ${Math.max(1, days)} days${intervals.length > 1 ? ', or fewer machines' : ''}.`,
    { samples, most_samples: MOST_SAMPLES, longest_days: Math.max(1, days) },
  );
}

const millions = (count: number): string => (count / 1_000_000).toFixed(1).replace(/\.0$/, '');

function checkRange(start: Date, end: Date, what: string): void {
  const from = start.getTime();
  const to = end.getTime();
  if (Number.isNaN(from) || Number.isNaN(to))
    throw new AppError('INVALID_INPUT', `In ${what} must be times, such as 2026-11-20T00:00:00Z.`);
  if (from >= to) throw new AppError('INVALID_INPUT', `In ${what} the start must be before the end.`);
  if (to - from > LONGEST_DAYS * DAY_MS)
    throw new AppError(
      'REPORT_TOO_LARGE',
      `A report covers at most ${LONGEST_DAYS} days. Choose a shorter range.`,
      { longest_days: LONGEST_DAYS },
    );
}
