import type { DuckDBConnection } from '@duckdb/node-api';
import { METRICS } from '#agent/contract/metrics.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';

/** As in agent/rates/judge-pair: two samples further apart have a hole between them. */
const GAP_INTERVALS = 2.5;

/**
 * Makes the table `into` of `from` (machine, entity, time, line, `metrics`), in which `counters` have become rates per
 * second over the interval that ends with the row. Null for the first row of a machine's entity, after a gap (2.5 times
 * its median distance), where the counter fell, and where the rate is more than the catalogue allows. Of rows with the
 * same time the last is kept.
 */
export async function rateCounters(
  connection: DuckDBConnection,
  {
    from,
    into,
    metrics,
    counters,
  }: { from: string; into: string; metrics: readonly string[]; counters: readonly string[] },
): Promise<void> {
  const columns = metrics.map((metric) => {
    const name = quoteName(metric);
    if (!counters.includes(metric)) return name;
    const most = METRICS.find(({ id }) => id === metric)?.range[1] ?? 0;
    const rate = `(${name} - lag(${name}) OVER series) * 1000 / distance`;
    return `CASE WHEN distance <= ${GAP_INTERVALS} * usual AND ${rate} BETWEEN 0 AND ${most} THEN ${rate} END AS ${name}`;
  });
  await connection.run(
    `CREATE OR REPLACE TABLE ${into} AS
     WITH newest AS (
       SELECT * FROM ${from} QUALIFY row_number() OVER (PARTITION BY machine, entity, time ORDER BY line DESC) = 1
     ), spaced AS (
       SELECT *, time - lag(time) OVER (PARTITION BY machine, entity ORDER BY time) AS distance FROM newest
     ), measured AS (
       SELECT *, median(distance) OVER (PARTITION BY machine, entity) AS usual FROM spaced
     )
     SELECT machine, entity, time, line, ${columns.join(', ')} FROM measured
     WINDOW series AS (PARTITION BY machine, entity ORDER BY time)`,
  );
}
