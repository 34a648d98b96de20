import type { DuckDBConnection } from '@duckdb/node-api';
import { METRICS } from '#agent/contract/metrics.ts';
import { KINDS } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import type { StagedKind } from '../types.ts';
import type { SectionSamples } from './stage-section.ts';

/**
 * One table for each kind, `<prefix>_<kind>`, of all the sections that have samples of it: what has the same machine,
 * entity and time becomes one row, and of several values for one metric the one furthest down the file counts.
 */
export async function joinSamples(
  connection: DuckDBConnection,
  prefix: string,
  sections: readonly SectionSamples[],
): Promise<StagedKind[]> {
  const kinds: StagedKind[] = [];
  for (const kind of KINDS) {
    const parts = sections.filter((section) => section.kind === kind && section.metrics.length > 0);
    if (parts.length === 0) continue;
    const metrics = METRICS.filter(
      ({ id, kind: of }) => of === kind && parts.some((part) => part.metrics.includes(id)),
    ).map(({ id }) => id);
    const table = `${prefix}_${kind}`;
    const values = metrics.map((id) => `, arg_max(${quoteName(id)}, line) AS ${quoteName(id)}`);
    await connection.run(
      `CREATE OR REPLACE TABLE ${table} AS
       SELECT machine, entity, time, max(line) AS line${values.join('')}
         FROM (${parts.map((part) => `FROM ${part.table}`).join(' UNION ALL BY NAME ')})
        GROUP BY machine, entity, time`,
    );
    for (const part of parts) await connection.run(`DROP TABLE ${part.table}`);
    const found = await queryColumns(connection, `SELECT count(*) AS "rows" FROM ${table}`);
    const rows = Number(found.rows?.[0] ?? 0);
    if (rows > 0) kinds.push({ kind, table, metrics, rows });
  }
  return kinds;
}
