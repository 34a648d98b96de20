import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import type { OpenSamples } from '#server/metrics/samples/opened-samples.ts';
import { storedView } from '#server/metrics/samples/sample-tables.ts';
import type { EntityStats } from './entity-stats.ts';
import { summarizeView } from './summarize-view.ts';

/** Their times and intervals are in memory as well: 16 bytes each. */
const ROWS_AT_ONCE = 4_000_000;

/**
 * Exact statistics of a kind's opened samples, per entity, by name. Of many rows a few entities are read at a time, as
 * many as have `rowsAtOnce`, and one at least.
 */
export async function readStats(
  samples: Pick<OpenSamples, 'connection' | 'sources' | 'ascending' | 'known' | 'signal'>,
  kind: Kind,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<EntityStats[]> {
  const { connection, sources } = samples;
  const rows = sources.get(kind)?.reduce((sum, source) => sum + source.rows, 0) ?? 0;
  if (rows === 0) return [];
  const view = storedView(kind);
  if (kind === 'host' || rows <= rowsAtOnce) return summarizeView(samples, { kind, view });
  const found: EntityStats[] = [];
  for (const names of await splitEntities(connection, { view, rowsAtOnce })) {
    await connection.run('SET VARIABLE entities = $names', { names: listValue(names) });
    const chosen = `(SELECT * FROM ${view} WHERE list_contains(getvariable('entities'), entity))`;
    found.push(...(await summarizeView(samples, { kind, view: chosen })));
  }
  return found;
}

async function splitEntities(
  connection: DuckDBConnection,
  { view, rowsAtOnce }: { view: string; rowsAtOnce: number },
): Promise<string[][]> {
  const { entity = [], samples = [] } = await queryColumns(
    connection,
    `SELECT entity, count(*)::DOUBLE AS samples FROM ${view} GROUP BY entity ORDER BY entity`,
  );
  const lots: { names: string[]; rows: number }[] = [];
  for (const [index, name] of entity.entries()) {
    const rows = Number(samples[index]);
    const last = lots.at(-1);
    if (!last || last.rows + rows > rowsAtOnce) lots.push({ names: [String(name)], rows });
    else {
      last.names.push(String(name));
      last.rows += rows;
    }
  }
  return lots.map(({ names }) => names);
}
