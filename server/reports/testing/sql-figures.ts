import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { metricsOf } from '#agent/contract/metrics.ts';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';

/** Count, mean, standard deviation, lowest, the percentiles asked for, and the total last, of one metric. */
export type SqlFigures = (number | null)[];

/** The key of an entity's metric in what sqlFigures answers. */
export const figureKey = (kind: Kind, entity: string, metric: string): string =>
  `${kind} ${entity} ${metric}`;

/**
 * Every figure of every metric and entity by plain SQL in a DuckDB of its own, from the raw values: the store, its
 * files and the product's own reckoning have no part in it.
 */
export async function sqlFigures(
  samples: Partial<Record<Kind, KindColumns>>,
  percentiles: readonly number[],
): Promise<Map<string, SqlFigures>> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '512MB' });
  const connection = await instance.connect();
  try {
    await load(connection, samples);
    const shares = percentiles.map((one) => one / 100).join(', ');
    const found = await connection.runAndReadAll(
      `WITH steps AS (
             SELECT *, time - lag(time) OVER (PARTITION BY kind, entity, metric ORDER BY time) AS step FROM sample
           ), usual AS (
             SELECT kind, entity, metric, median(step) AS usual FROM steps GROUP BY ALL
           )
           SELECT kind, entity, metric, count(value)::DOUBLE, avg(value), stddev_samp(value), min(value),
                  quantile_cont(value, [${shares}]),
                  sum(value * CASE WHEN step IS NULL OR step > 2.5 * usual THEN usual ELSE step END) / 1000
             FROM steps JOIN usual USING (kind, entity, metric) GROUP BY kind, entity, metric HAVING count(value) > 0`,
    );
    return new Map(
      found
        .getRowsJS()
        .map(([kind, entity, metric, count, avg, sd, min, quantiles, total]) => [
          figureKey(kind as Kind, String(entity), String(metric)),
          [count, avg, sd, min, ...(quantiles as number[]), total] as SqlFigures,
        ]),
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function load(
  connection: DuckDBConnection,
  samples: Partial<Record<Kind, KindColumns>>,
): Promise<void> {
  await connection.run(
    'CREATE TABLE sample (kind VARCHAR, entity VARCHAR, metric VARCHAR, time DOUBLE, value DOUBLE)',
  );
  const appender = await connection.createAppender('sample');
  for (const kind of KINDS)
    for (const { id } of metricsOf(kind))
      samples[kind]?.time.forEach((time, row) => {
        const value = samples[kind]?.values[id]?.[row] ?? null;
        appender.appendVarchar(kind);
        appender.appendVarchar(samples[kind]?.entity[row] ?? '');
        appender.appendVarchar(id);
        appender.appendDouble(time);
        if (value === null) appender.appendNull();
        else appender.appendDouble(value);
        appender.endRow();
      });
  appender.closeSync();
}
