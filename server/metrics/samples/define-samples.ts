import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { samplesView, unsealedTable } from './sample-tables.ts';

/**
 * Makes the view `samplesView(kind)` with time (Unix ms), entity and `metrics` (DOUBLE, whatever type a segment keeps
 * them in), within the range. It stands on the segment files and the unsealed table; a metric that neither knows is
 * null, because the table has every column. With `overlapping`, of several rows for one entity and time the one
 * delivered last is taken.
 */
export async function defineSamples(
  connection: DuckDBConnection,
  view: {
    kind: Kind;
    metrics: readonly string[];
    files: readonly string[];
    start: Date;
    end: Date;
    overlapping: boolean;
  },
): Promise<void> {
  const { kind, files } = view;
  // A view takes no parameters; a variable of the connection is folded into it like a constant.
  if (files.length > 0) await connection.run(`SET VARIABLE files_${kind} = $1`, [listValue([...files])]);
  const metrics = view.metrics.map(quoteName).map((name) => `, ${name}::DOUBLE AS ${name}`);
  const sealed = `SELECT * FROM read_parquet(getvariable('files_${kind}'), union_by_name = true) UNION ALL BY NAME `;
  await connection.run(
    `CREATE TEMP VIEW ${samplesView(kind)} AS SELECT time, entity${metrics.join('')}
       FROM (${files.length > 0 ? sealed : ''}SELECT * FROM ${unsealedTable(kind)})
      WHERE time >= ${view.start.getTime()} AND time < ${view.end.getTime()}
      ${view.overlapping ? 'QUALIFY row_number() OVER (PARTITION BY entity, time ORDER BY version DESC) = 1' : ''}`,
  );
}
