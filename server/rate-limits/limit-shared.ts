import { AppError } from '#server/errors.ts';
import { countAgainst, limiter } from './limiter.ts';

/**
 * Counts what is asked for with a link to a report, good or not: 60 a minute per address.
 * @throws AppError RATE_LIMITED with details.retry_after in seconds
 */
export async function limitShared(address: string): Promise<void> {
  const wait = await countAgainst([{ limiter: limiter('shared', 60, 60), key: address.slice(0, 64) }]);
  if (wait > 0)
    throw new AppError('RATE_LIMITED', `Too many requests. Try again in ${wait} seconds.`, {
      retry_after: wait,
    });
}
