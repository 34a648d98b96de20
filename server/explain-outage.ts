import { AppError } from './errors.ts';
import { isDiskFull } from './is-disk-full.ts';

/** Long enough for a PostgreSQL that is being started again, short enough for an agent that waits. */
const RETRY_SECONDS = 5;
const FULL_RETRY_SECONDS = 30;

/** What Node says of a line to another program. */
const BROKEN_LINE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Prisma: cannot reach, timed out, no connection from the pool, and the server closed the connection. */
const PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024']);
/**
 * SQLSTATE 08: connection; 53: out of disk, memory or connections; 57P01 to 57P03: shut down, crashed, starting up;
 * 58030: input or output; 25006: read-only, as a standby is.
 */
const SQLSTATE = /^(?:08\w{3}|53[0-3]00|57P0[1-3]|58030|25006)$/;
/** pg gives these no code. */
const WORDS =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/**
 * An error that comes of the database being away, or of a disk being full: nobody's mistake, and over by and by. The
 * caller is told when to come again.
 * @returns AppError UNAVAILABLE with `details.retry_after` in seconds and the error as its cause; null for any other
 */
export function explainOutage(error: unknown): AppError | null {
  if (error instanceof AppError) return null;
  if (isDiskFull(error))
    return new AppError(
      'UNAVAILABLE',
      `The portal has no room left. Nothing of this was stored; try again in ${FULL_RETRY_SECONDS} seconds.`,
      { retry_after: FULL_RETRY_SECONDS },
      { cause: error },
    );
  if (!isAway(error)) return null;
  return new AppError(
    'UNAVAILABLE',
    `The portal cannot reach its database at the moment. Try again in ${RETRY_SECONDS} seconds.`,
    { retry_after: RETRY_SECONDS },
    { cause: error },
  );
}

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A host with two addresses fails at both, which is an error with the two in it.
  if (error instanceof AggregateError && error.errors.some(isAway)) return true;
  const code = 'code' in error ? String(error.code) : '';
  return (
    BROKEN_LINE.has(code) ||
    PRISMA.has(code) ||
    SQLSTATE.test(sqlState(error) ?? code) ||
    WORDS.test(error.message)
  );
}

/** Of a statement that Prisma passed on. */
function sqlState(error: Error): string | null {
  const meta =
    'meta' in error ? (error.meta as { driverAdapterError?: { cause?: object } } | undefined) : undefined;
  const cause = meta?.driverAdapterError?.cause;
  return cause && 'originalCode' in cause ? String(cause.originalCode) : null;
}
