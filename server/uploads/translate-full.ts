import { AppError } from '#server/errors.ts';

/**
 * Runs `work`; a disk that is full, the portal's or the database's, becomes an answer one can act on.
 * @throws AppError UNAVAILABLE, and what `work` throws
 */
export async function translateFull<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new AppError(
      'UNAVAILABLE',
      'The portal has no room left for this file. Nothing of it was stored; try again later.',
      {},
      { cause },
    );
  }
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  const code = 'code' in error ? error.code : undefined;
  // 53100: disk_full of PostgreSQL. DuckDB only says it in words.
  return (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    code === '53100' ||
    /no space left on device/i.test(error.message)
  );
}
