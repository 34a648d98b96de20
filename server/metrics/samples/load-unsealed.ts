import type { DuckDBConnection } from '@duckdb/node-api';
import type { PoolClient } from 'pg';
import type { Kind } from '#agent/contract/sample.ts';
import type { SampleRequest } from '#server/metrics/types.ts';
import type { BatchData, KindColumns } from './batch-data.ts';
import { createUnsealed } from './create-unsealed.ts';
import type { Cover } from './judge-order.ts';
import { loadBatches, type NumberedColumns } from './load-batches.ts';
import { unsealedTable } from './sample-tables.ts';

/** Batches fetched at once: bounds memory when sealing is far behind. */
const PAGE = 2000;

type Row = { id: string; first_time: Date; last_time: Date } & (
  | { data: BatchData }
  | { columns: KindColumns | null }
);

/** A batch: the time it covers, and its rows of each kind. */
export interface BatchCover extends Cover {
  rows: ReadonlyMap<Kind, number>;
}

/**
 * Loads the unsealed batches of the range into a table for each kind that they have.
 * @returns the batches in the order of delivery
 */
export async function loadUnsealed(
  client: PoolClient,
  connection: DuckDBConnection,
  request: SampleRequest,
): Promise<BatchCover[]> {
  const kinds = Object.entries(request.columns) as [Kind, readonly string[]][];
  const [only] = kinds.length === 1 ? kinds : [];
  const covers: BatchCover[] = [];
  const made = new Set<Kind>();
  let after = '0';
  for (;;) {
    const { rows } = await client.query<Row>({
      name: only ? 'load-unsealed-kind' : 'load-unsealed',
      // For one kind PostgreSQL cuts the rest off: less to send and to parse than the whole batch.
      text: `SELECT id, first_time, last_time, ${only ? 'data -> $5::text AS columns' : 'data'}
               FROM sample_batch
              WHERE machine_id = $1 AND id > $2 AND last_time >= $3 AND first_time < $4
              ORDER BY id LIMIT ${PAGE}`,
      values: [request.machineId, after, request.start, request.end, ...(only ? [only[0]] : [])],
    });
    const columnsOf = (row: Row, kind: Kind) => ('data' in row ? row.data[kind] : row.columns);
    for (const row of rows)
      covers.push({
        firstTime: row.first_time.getTime(),
        lastTime: row.last_time.getTime(),
        rows: new Map(kinds.map(([kind]) => [kind, columnsOf(row, kind)?.time.length ?? 0])),
      });
    for (const [kind, metrics] of kinds) {
      const numbered = rows.flatMap((row): NumberedColumns[] => {
        const columns = columnsOf(row, kind);
        return columns ? [{ version: BigInt(row.id), columns }] : [];
      });
      if (numbered.length === 0) continue;
      if (!made.has(kind)) await createUnsealed(connection, kind, metrics);
      made.add(kind);
      await loadBatches(connection, unsealedTable(kind), metrics, numbered);
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return covers;
    after = last.id;
  }
}
