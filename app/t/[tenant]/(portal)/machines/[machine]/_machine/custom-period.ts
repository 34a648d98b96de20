import type { Period } from '../search-params.ts';

const OLDEST = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;

/** A moment for a date-time field, in UTC and whole seconds: "2026-11-02T10:00:00". */
export const fieldTime = (time: number): string => new Date(time).toISOString().slice(0, 19);

/**
 * The period between two date-time fields (UTC), or what is wrong with them and where.
 * @param now Unix ms
 */
export function customPeriod(
  fields: { from: string; to: string },
  now: number,
): { period: Period } | { field: 'from' | 'to'; fault: string } {
  const read = (text: string) => Date.parse(`${text}Z`);
  const [from, to] = [read(fields.from), read(fields.to)];
  if (Number.isNaN(from)) return { field: 'from', fault: 'Give a date and a time.' };
  if (Number.isNaN(to)) return { field: 'to', fault: 'Give a date and a time.' };
  if (from < OLDEST) return { field: 'from', fault: 'There are no samples before the year 2000.' };
  if (from > now) return { field: 'from', fault: 'This is in the future.' };
  if (to > now + DAY) return { field: 'to', fault: 'This is in the future.' };
  if (to <= from) return { field: 'to', fault: 'This must be later than “From”.' };
  return { period: { from, to } };
}
