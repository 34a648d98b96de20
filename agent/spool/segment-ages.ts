const DAY_MS = 86_400_000;

/**
 * How old segments are, in milliseconds, from the times of their last writes (oldest first) and now.
 *
 * The clock may have been set meanwhile, by hours or by years. A segment is written for an hour at most, so the time
 * between two writes is believed up to a day and never below zero: a jump of the clock makes everything before it older
 * by a day at most, and a host that was off for weeks keeps what it had too long rather than dropping it.
 */
export function segmentAges(writtenAt: readonly number[], now: number): number[] {
  const ages: number[] = [];
  let age = 0;
  let next = now;
  for (const time of writtenAt.toReversed()) {
    age += Math.min(Math.max(next - time, 0), DAY_MS);
    ages.unshift(age);
    next = time;
  }
  return ages;
}
