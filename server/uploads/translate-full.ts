import { AppError } from '#server/errors.ts';
import { isDiskFull } from '#server/is-disk-full.ts';

const RETRY_SECONDS = 30;

/**
 * Runs `work`; a disk that is full, the portal's or the database's, becomes an answer one can act on.
 * @throws AppError UNAVAILABLE with `details.retry_after` in seconds, and what `work` throws
 */
export async function translateFull<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new AppError(
      'UNAVAILABLE',
      'The portal has no room left for this file. Nothing of it was stored; try again later.',
      { retry_after: RETRY_SECONDS },
      { cause },
    );
  }
}
