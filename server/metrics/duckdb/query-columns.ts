import type { DuckDBConnection, DuckDBValue, JS } from '@duckdb/node-api';

/** Runs one statement and gives the answer by column name, as plain JavaScript values (BIGINT as bigint). */
export async function queryColumns(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, DuckDBValue> = {},
): Promise<Record<string, JS[]>> {
  const result = await connection.run(sql, values);
  return result.getColumnsObjectJS();
}
