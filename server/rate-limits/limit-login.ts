import { AppError } from '#server/errors.ts';
import { countAgainst, limiter } from './limiter.ts';

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
  const wait = await countAgainst([
    { limiter: perAccount(), key: accountKey(attempt) },
    { limiter: perAddress(), key: attempt.address.slice(0, 64) },
  ]);
  if (wait > 0)
    throw new AppError('RATE_LIMITED', `Too many attempts. Try again in ${wait} seconds.`, {
      retry_after: wait,
    });
}

/** A right password gives the account its attempts back. */
export const forgiveLogin = async (attempt: LoginAttempt): Promise<void> => {
  await perAccount().delete(accountKey(attempt));
};
