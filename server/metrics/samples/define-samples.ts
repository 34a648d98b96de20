import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import type { Layout } from './find-layouts.ts';
import { samplesView, storedView, unsealedTable } from './sample-tables.ts';

/**
 * Makes the view `samplesView(kind)` with time (Unix ms), entity and `metrics` (DOUBLE, whatever type a segment keeps
 * them in), within the range, and under it `storedView(kind)`, the same in the types of the segments. They stand on the
 * segment files and, when there is one (`unsealed`), the unsealed table; a metric that neither knows is null. With `overlapping`, of several rows for one entity and time the one delivered
 * last is taken.
 * @param view.layouts of the files, in their order
 */
export async function defineSamples(
  connection: DuckDBConnection,
  view: {
    kind: Kind;
    metrics: readonly string[];
    files: readonly string[];
    layouts: readonly Layout[];
    unsealed: boolean;
    start: Date;
    end: Date;
    overlapping: boolean;
  },
): Promise<void> {
  const { kind, files, layouts, unsealed } = view;
  // A view takes no parameters; a variable of the connection is folded into it like a constant.
  if (files.length > 0) await connection.run(`SET VARIABLE files_${kind} = $1`, [listValue([...files])]);
  // Looking for the columns of each file again takes longer than reading one of them.
  const differ = layouts.some(({ types }) => types !== layouts[0]?.types);
  const sources = [
    ...(files.length > 0
      ? [`SELECT * FROM read_parquet(getvariable('files_${kind}'), union_by_name = ${differ})`]
      : []),
    ...(unsealed ? [`SELECT * FROM ${unsealedTable(kind)}`] : []),
  ];
  if (sources.length === 0) sources.push(`SELECT 0::BIGINT AS time, '' AS entity, 0 AS version WHERE false`);
  const isKnown = (metric: string) => unsealed || layouts.some(({ names }) => names.has(metric));
  const stored = view.metrics.map((metric) =>
    isKnown(metric) ? `, ${quoteName(metric)}` : `, NULL::DOUBLE AS ${quoteName(metric)}`,
  );
  await connection.run(
    `CREATE TEMP VIEW ${storedView(kind)} AS SELECT time, entity${stored.join('')}
       FROM (${sources.join(' UNION ALL BY NAME ')})
      WHERE time >= ${view.start.getTime()} AND time < ${view.end.getTime()}
      ${view.overlapping ? 'QUALIFY row_number() OVER (PARTITION BY entity, time ORDER BY version DESC) = 1' : ''}`,
  );
  const doubles = view.metrics.map((metric) => `, ${quoteName(metric)}::DOUBLE AS ${quoteName(metric)}`);
  await connection.run(
    `CREATE TEMP VIEW ${samplesView(kind)} AS SELECT time, entity${doubles.join('')} FROM ${storedView(kind)}`,
  );
}
