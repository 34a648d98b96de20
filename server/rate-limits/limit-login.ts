import { AppError } from '#server/errors.ts';
import { countAgainst, limiter } from './limiter.ts';

const perPair = () => limiter('login-pair', 5, 60);
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

const addressKey = (attempt: LoginAttempt) => attempt.address.slice(0, 64);
const pairKey = (attempt: LoginAttempt) => `${accountKey(attempt)} ${addressKey(attempt)}`.slice(0, 240);

/**
 * Counts an attempt before the password is looked at: 5 a minute per account and address; 10 per account, and 50 per
 * address, in 15 minutes.
 * @throws AppError RATE_LIMITED with details.retry_after in seconds
 */
export async function limitLogin(attempt: LoginAttempt): Promise<void> {
  const wait = await countAgainst([
    { limiter: perPair(), key: pairKey(attempt) },
    { limiter: perAccount(), key: accountKey(attempt) },
    { limiter: perAddress(), key: addressKey(attempt) },
  ]);
  if (wait > 0)
    throw new AppError('RATE_LIMITED', `Too many attempts. Try again in ${wait} seconds.`, {
      retry_after: wait,
    });
}

/** Gives an account all its attempts back: somebody proved that it is theirs. */
export const forgiveAccount = async (attempt: LoginAttempt): Promise<void> => {
  await Promise.all([perPair().delete(pairKey(attempt)), perAccount().delete(accountKey(attempt))]);
};

/**
 * After a counted attempt with the right password: the account gets all its attempts back, the address this one.
 * Behind one address may sit a whole office; who guesses wins nothing by signing in to an own account in between.
 */
export const forgiveLogin = async (attempt: LoginAttempt): Promise<void> => {
  await Promise.all([forgiveAccount(attempt), perAddress().reward(addressKey(attempt), 1)]);
};

/** After a counted attempt that was right as far as it went: it does not count, and nothing else is forgiven. */
export const uncountLogin = async (attempt: LoginAttempt): Promise<void> => {
  await Promise.all([
    perPair().reward(pairKey(attempt), 1),
    perAccount().reward(accountKey(attempt), 1),
    perAddress().reward(addressKey(attempt), 1),
  ]);
};

/** Whether a refusal for too many attempts is worth an entry: one a minute and address in each portal. */
export const isFirstRefusal = async (attempt: LoginAttempt): Promise<boolean> => {
  const key = `${attempt.tenantId}:${addressKey(attempt)}`;
  return (await countAgainst([{ limiter: limiter('login-refused', 1, 60), key }])) === 0;
};
