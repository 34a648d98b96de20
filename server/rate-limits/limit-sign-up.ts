import { AppError } from '#server/errors.ts';
import { countAgainst, limiter } from './limiter.ts';

/** Looks come with every letter that is typed; portals are opened rarely, also by a whole office. */
const LIMITS = {
  look: () => limiter('sign-up-look', 120, 60),
  open: () => limiter('sign-up', 20, 3600),
};

/**
 * Counts against the address of somebody who signs up: 120 looks at names a minute, 20 tries to open a portal an hour.
 * @throws AppError RATE_LIMITED with details.retry_after in seconds
 */
export async function limitSignUp(what: keyof typeof LIMITS, address: string): Promise<void> {
  const wait = await countAgainst([{ limiter: LIMITS[what](), key: address.slice(0, 64) }]);
  if (wait > 0)
    throw new AppError('RATE_LIMITED', `Too many tries from your address. Try again in ${wait} seconds.`, {
      retry_after: wait,
    });
}
