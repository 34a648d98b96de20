import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { engineEnv } from '#server/env.ts';
import { log } from '#server/log.ts';
import { connectDuckdb } from './connect-duckdb.ts';
import { quoteName } from './quote-name.ts';

/** Each is busy with a thread of Node's pool of four while it works. */
const MOST_CONNECTIONS = 3;

export type Connections = readonly [DuckDBConnection, ...DuckDBConnection[]];

/**
 * Runs `work` on several DuckDB connections, as many as DuckDB has threads, that see the same tables: those made by
 * plain CREATE TABLE lie in a database in memory which only they use and which is gone afterwards. For work that DuckDB
 * does in one thread. No connection may be at work any more when `work` returns or throws.
 */
export async function withSharedTables<T>(work: (connections: Connections) => Promise<T>): Promise<T> {
  const name = quoteName(`shared_${randomUUID()}`);
  const first = await connectDuckdb('tables');
  const connections: [DuckDBConnection, ...DuckDBConnection[]] = [first];
  try {
    await first.run(`ATTACH ':memory:' AS ${name}`);
    await first.run(`USE ${name}`);
    while (connections.length < Math.min(MOST_CONNECTIONS, engineEnv().DUCKDB_THREADS)) {
      const another = await connectDuckdb('tables');
      connections.push(another);
      await another.run(`USE ${name}`);
    }
    return await work(connections);
  } finally {
    for (const connection of connections) connection.closeSync();
    await detach(name).catch((error) => log().warn({ err: error }, 'tables in memory could not be removed'));
  }
}

async function detach(name: string): Promise<void> {
  const connection = await connectDuckdb('tables');
  try {
    await connection.run(`DETACH DATABASE IF EXISTS ${name}`);
  } finally {
    connection.closeSync();
  }
}
