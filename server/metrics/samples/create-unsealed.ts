import type { DuckDBConnection } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { unsealedTable } from './sample-tables.ts';

/** Makes the empty table into which a kind's unsealed batches are loaded. */
export async function createUnsealed(
  connection: DuckDBConnection,
  kind: Kind,
  metrics: readonly string[],
): Promise<void> {
  const columns = metrics.map((metric) => `, ${quoteName(metric)} DOUBLE`).join('');
  await connection.run(
    `CREATE TEMP TABLE ${unsealedTable(kind)} (time BIGINT, entity VARCHAR, version BIGINT${columns})`,
  );
}
