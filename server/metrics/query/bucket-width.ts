const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that divide a day, so that buckets begin on the clock's own marks (UTC). */
const LADDER = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
];

/**
 * The narrowest bucket, in ms, with which `spanMs` takes at most `maxPoints` of them; whole days past the ladder.
 */
export function bucketWidth(spanMs: number, maxPoints: number): number {
  const least = spanMs / maxPoints;
  return LADDER.find((width) => width >= least) ?? Math.max(1, Math.ceil(least / DAY)) * DAY;
}
