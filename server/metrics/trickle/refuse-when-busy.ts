import { longestWait } from '#server/db/gather.ts';
import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { deliveryQueue } from './delivery-queue.ts';

const LONGEST_WAIT_MS = 2000;
const RETRY_SECONDS = 5;

/**
 * Refuses a delivery, before its body is read, while those that are read wait too long to be stored: agents keep their
 * samples, so it is better that they wait there than here in memory.
 * @throws AppError UNAVAILABLE with `details.retry_after` in seconds
 */
export function refuseWhenBusy(ctx: TenantContext): void {
  if (longestWait(deliveryQueue(ctx)) <= LONGEST_WAIT_MS) return;
  throw new AppError(
    'UNAVAILABLE',
    `More is delivered than can be stored at the moment. Deliver again in ${RETRY_SECONDS} seconds.`,
    { retry_after: RETRY_SECONDS },
  );
}
