import { AppError } from '#server/errors.ts';
import type { LoginAttempt } from './limit-login.ts';
import { countAgainst, limiter } from './limiter.ts';

/**
 * Counts a request for a link by mail, whether or not the account exists: 3 an hour per account, 10 an hour per
 * address.
 * @throws AppError RATE_LIMITED with details.retry_after in seconds
 */
export async function limitForgotten({ tenantId, email, address }: LoginAttempt): Promise<void> {
  const wait = await countAgainst([
    { limiter: limiter('forgotten-account', 3, 3600), key: `${tenantId}:${email.slice(0, 150)}` },
    { limiter: limiter('forgotten-address', 10, 3600), key: address.slice(0, 64) },
  ]);
  if (wait > 0)
    throw new AppError('RATE_LIMITED', `Too many requests. Try again in ${Math.ceil(wait / 60)} minutes.`, {
      retry_after: wait,
    });
}
