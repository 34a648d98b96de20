import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { controlPool } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { processWide } from '#server/process-wide.ts';

// Counted in PostgreSQL, so that several web processes count together.
const limiter = (name: string, points: number, seconds: number) =>
  processWide(
    `limiter:${name}`,
    () =>
      new RateLimiterPostgres({
        storeClient: controlPool(),
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix: name,
        points,
        duration: seconds,
        clearExpiredByTimeout: false,
      }),
  );

const perAccount = () => limiter('login-account', 10, 15 * 60);
const perAddress = () => limiter('login-address', 50, 15 * 60);

/** Who tries to sign in: the account (tenant and e-mail) and the address it comes from. */
export interface LoginAttempt {
  tenantId: string;
  email: string;
  address: string;
}

const accountKey = (attempt: LoginAttempt) =>
  `${attempt.tenantId}:${attempt.email.toLowerCase().replaceAll('\0', '').slice(0, 150)}`;

/**
 * Counts an attempt before the password is looked at: 10 per account and 50 per address in 15 minutes.
 * @throws AppError RATE_LIMITED with details.retry_after in seconds
 */
export async function limitLogin(attempt: LoginAttempt): Promise<void> {
  const results = await Promise.allSettled([
    perAccount().consume(accountKey(attempt)),
    perAddress().consume(attempt.address.slice(0, 64)),
  ]);
  let wait = 0;
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    if (!(result.reason instanceof RateLimiterRes)) throw result.reason;
    wait = Math.max(wait, Math.ceil(result.reason.msBeforeNext / 1000));
  }
  if (wait > 0)
    throw new AppError('RATE_LIMITED', `Too many attempts. Try again in ${wait} seconds.`, {
      retry_after: wait,
    });
}

/** A right password gives the account its attempts back. */
export const forgiveLogin = async (attempt: LoginAttempt): Promise<void> => {
  await perAccount().delete(accountKey(attempt));
};
