import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { ScaleTenant } from './scale-run.ts';

/** What PostgreSQL has counted since it was made. */
export interface DatabaseCounts {
  /** Connections that were opened. */
  sessions: number;
  /** Bytes written to the log, and how many of its records were whole pages. */
  walBytes: number;
  fullPages: number;
}

/** Looks at the database under test, over a connection of its own. */
export interface DatabaseWatch {
  counts(): Promise<DatabaseCounts>;
  /** Connections to it at the moment, this one excepted. */
  connections(): Promise<number>;
  /** Of the whole database, on disk. */
  bytes(): Promise<number>;
  /** What PostgreSQL knows of its tables: how many relations, and their catalogue on disk. */
  catalogue(): Promise<{ relations: number; bytes: number }>;
  /** Rows, and bytes with index and TOAST, of one table in all the schemas together. */
  table(
    tenants: readonly ScaleTenant[],
    table: string,
    rows?: string,
  ): Promise<{ rows: number; bytes: number }>;
  /** Whatever else; SQL of ours. */
  query<Row extends object>(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

export async function watchDatabase(url: string): Promise<DatabaseWatch> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const query = async <Row extends object>(sql: string): Promise<Row[]> =>
    (await client.query<Row>(sql)).rows;
  const one = async <Row extends object>(sql: string): Promise<Row> => {
    const [row] = await query<Row>(sql);
    if (!row) throw new Error(`no answer to ${sql}`);
    return row;
  };
  const size = async (sql: string): Promise<number> => (await one<{ bytes: number }>(sql)).bytes;
  return {
    query,
    counts: () =>
      one(`SELECT sessions::float8, wal_bytes::float8 AS "walBytes", wal_fpi::float8 AS "fullPages"
             FROM pg_stat_wal, pg_stat_database WHERE datname = current_database()`),
    connections: async () =>
      (
        await one<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
        )
      ).count,
    bytes: () => size('SELECT pg_database_size(current_database())::float8 AS bytes'),
    catalogue: () =>
      one(`SELECT (SELECT count(*)::int FROM pg_class) AS relations,
                  sum(pg_total_relation_size(oid))::float8 AS bytes
             FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'`),
    table: (tenants, table, rows = 'count(*)') =>
      one(
        `SELECT sum(rows)::float8 AS rows, sum(bytes)::float8 AS bytes FROM (${tenants
          .map(({ ctx: { tenant } }) => {
            const name = `${escapeIdentifier(tenant.schemaName)}.${escapeIdentifier(table)}`;
            const regclass = `${escapeLiteral(name)}::regclass`;
            return `SELECT (SELECT ${rows} FROM ${name}) AS rows, pg_total_relation_size(${regclass}) AS bytes`;
          })
          .join(' UNION ALL ')})`,
      ),
    close: () => client.end(),
  };
}
