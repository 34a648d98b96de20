import { zonedTime } from '../format/zoned-time.ts';

const OLDEST = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;

const asUtc = (time: number, zone: string): number => {
  const { year, month, day, hour, minute, second } = zonedTime(time, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** A moment for a date-time field, in a zone and whole seconds: "2026-11-02T10:00:00". */
export const fieldTime = (time: number, zone: string): string =>
  new Date(asUtc(time, zone)).toISOString().slice(0, 19);

/**
 * The moment that a date-time field means in a zone, Unix ms; NaN for what is none. An hour that the clocks skip is
 * read as the one after it, one that they repeat as the first.
 */
export function timeOfField(text: string, zone: string): number {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return wanted;
  // The zone's distance from UTC, first as it is at about that time, then as it is exactly then.
  const near = wanted - (asUtc(wanted, zone) - wanted);
  return wanted - (asUtc(near, zone) - near);
}

/**
 * The period between two date-time fields of a zone, or what is wrong with them and where.
 * @param now Unix ms
 */
export function customPeriod(
  fields: { from: string; to: string },
  now: number,
  zone: string,
): { period: { from: number; to: number } } | { field: 'from' | 'to'; fault: string } {
  const [from, to] = [timeOfField(fields.from, zone), timeOfField(fields.to, zone)];
  if (Number.isNaN(from)) return { field: 'from', fault: 'Give a date and a time.' };
  if (Number.isNaN(to)) return { field: 'to', fault: 'Give a date and a time.' };
  if (from < OLDEST) return { field: 'from', fault: 'There are no samples before the year 2000.' };
  if (from > now) return { field: 'from', fault: 'This is in the future.' };
  if (to > now + DAY) return { field: 'to', fault: 'This is in the future.' };
  if (to <= from) return { field: 'to', fault: 'This must be later than “From”.' };
  return { period: { from, to } };
}
