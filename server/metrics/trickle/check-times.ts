import { AppError } from '#server/errors.ts';
import type { AcceptedTimes } from './accepted-times.ts';

/**
 * Refuses snapshots from outside the accepted time. `times` are Unix ms; `firstIndex` is the place of the first of them
 * in the delivery.
 * @throws AppError TIMESTAMP_OUT_OF_RANGE with `details.index`
 */
export function checkTimes(times: readonly number[], firstIndex: number, accepted: AcceptedTimes): void {
  const oldest = accepted.from.getTime();
  const newest = accepted.to.getTime();
  times.forEach((time, offset) => {
    if (time >= oldest && time <= newest) return;
    const index = firstIndex + offset;
    throw new AppError(
      'TIMESTAMP_OUT_OF_RANGE',
      time < oldest
        ? `Snapshot ${index} is of ${new Date(time).toISOString()}: older than the ${accepted.days} days accepted here.`
        : `Snapshot ${index} is of ${new Date(time).toISOString()}, which is in the future. Check the machine's clock.`,
      { index, time: new Date(time).toISOString(), oldest: accepted.from.toISOString() },
    );
  });
}
