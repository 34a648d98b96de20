import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A clock further ahead than this is wrong, not unsynchronized. */
const AHEAD_MS = 10 * 60 * 1000;

/**
 * Refuses snapshots from outside the time this portal accepts. `times` are Unix ms; `firstIndex` is the place of the
 * first of them in the delivery.
 * @throws AppError TIMESTAMP_OUT_OF_RANGE with `details.index`
 */
export function checkTimes(times: readonly number[], firstIndex: number, now = Date.now()): void {
  const oldest = now - env().ACCEPTED_AGE_DAYS * DAY_MS;
  const newest = now + AHEAD_MS;
  times.forEach((time, offset) => {
    if (time >= oldest && time <= newest) return;
    const index = firstIndex + offset;
    throw new AppError(
      'TIMESTAMP_OUT_OF_RANGE',
      time < oldest
        ? `Snapshot ${index} is of ${new Date(time).toISOString()}: older than the ${env().ACCEPTED_AGE_DAYS} days accepted here.`
        : `Snapshot ${index} is of ${new Date(time).toISOString()}, which is in the future. Check the machine's clock.`,
      { index, time: new Date(time).toISOString(), oldest: new Date(oldest).toISOString() },
    );
  });
}
