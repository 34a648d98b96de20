import { Client } from 'pg';
import { env } from '#server/env.ts';

/** The database cannot be worked with; the message says what to do. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

const PATIENCE_MS = 10_000;

/**
 * Sees that the database answers and has its tables, before anything is begun with it.
 * @param options.mayBeEmpty for who makes the tables
 * @throws DatabaseError
 */
export async function ensureDatabase({
  url = env().DATABASE_URL,
  mayBeEmpty = false,
}: {
  url?: string;
  mayBeEmpty?: boolean;
} = {}): Promise<void> {
  const { host, pathname } = new URL(url);
  // Without user and password.
  const place = `DATABASE_URL (${host}${pathname})`;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  // A connection that breaks later is the query's fault to tell.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ migrated: boolean }>(
      `SELECT to_regclass('public.tenant') IS NOT NULL AS migrated`,
    );
    if (!rows[0]?.migrated && !mayBeEmpty)
      throw new DatabaseError(
        `The database of ${place} has no tables yet: run \`npm run migrate\`, or \`node scripts/migrate.ts\`, first.`,
      );
  } catch (cause) {
    if (cause instanceof DatabaseError) throw cause;
    throw new DatabaseError(`The PostgreSQL of ${place} cannot be reached: ${reason(cause)}.`, { cause });
  } finally {
    await client.end().catch(() => {});
  }
}

/** Several addresses of one name fail together, without words of their own. */
function reason(cause: unknown): string {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message || first.name : String(first);
}
