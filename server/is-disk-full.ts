import { AppError } from './errors.ts';

/** Whether an error says that a disk is full, the portal's or the database's. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  const code = 'code' in error ? error.code : undefined;
  // 53100: disk_full of PostgreSQL. DuckDB, and Prisma where it passes an error on, only say it in words.
  return (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    code === '53100' ||
    /no space left on device/i.test(error.message)
  );
}
