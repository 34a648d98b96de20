import type { DuckDBConnection } from '@duckdb/node-api';
import { connectDuckdb } from './connect-duckdb.ts';

/** Runs `work` on a DuckDB connection of its own. */
export async function withDuckdb<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await connectDuckdb();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}
