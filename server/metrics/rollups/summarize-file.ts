import type { DuckDBConnection } from '@duckdb/node-api';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import type { Buckets } from './encode-sketches.ts';
import { bucketSql } from './sketch-scale.ts';

const HOUR = 3600 * 1000;

/** One hour of one metric of one entity. */
export interface MetricSummary {
  count: number;
  sum: number;
  min: number;
  max: number;
  buckets: Buckets;
}

/** One hour (Unix ms of its begin) of one entity; as many `metrics` as were asked for, undefined without a value. */
export interface HourSummary {
  entity: string;
  hour: number;
  metrics: (MetricSummary | undefined)[];
}

/**
 * Sums up the samples of a segment's file by hour and entity. Values are counted by bucket in DuckDB, a metric at a
 * time: what comes back are some dozen buckets an hour instead of its samples.
 */
export async function summarizeFile(
  connection: DuckDBConnection,
  path: string,
  metrics: readonly string[],
): Promise<HourSummary[]> {
  const { column_name: names = [] } = await queryColumns(connection, 'DESCRIBE FROM read_parquet($path)', {
    path,
  });
  const hours = new Map<string, HourSummary>();
  const { entity: entities = [], hour: begins = [] } = await queryColumns(
    connection,
    `SELECT DISTINCT entity, (time // ${HOUR} * ${HOUR})::DOUBLE AS hour FROM read_parquet($path) ORDER BY ALL`,
    { path },
  );
  entities.forEach((entity, row) => {
    const hour = Number(begins[row]);
    hours.set(`${hour} ${entity}`, {
      entity: String(entity),
      hour,
      metrics: new Array<undefined>(metrics.length).fill(undefined),
    });
  });
  for (const [index, metric] of metrics.entries()) {
    if (!names.includes(metric)) continue;
    for (const [key, summary] of await summarizeMetric(connection, path, metric)) {
      const row = hours.get(key);
      if (row) row.metrics[index] = summary;
    }
  }
  return [...hours.values()];
}

async function summarizeMetric(
  connection: DuckDBConnection,
  path: string,
  metric: string,
): Promise<Map<string, MetricSummary>> {
  const answer = await queryColumns(
    connection,
    `SELECT entity, hour, ${bucketSql('x')} AS bucket, count(*)::DOUBLE AS count, sum(x) AS sum, min(x) AS min,
            max(x) AS max
       FROM (SELECT entity, (time // ${HOUR} * ${HOUR})::DOUBLE AS hour, ${quoteName(metric)}::DOUBLE AS x
               FROM read_parquet($path))
      WHERE x IS NOT NULL GROUP BY ALL ORDER BY entity, hour, bucket NULLS FIRST`,
    { path },
  );
  const summaries = new Map<string, MetricSummary>();
  const number = (name: string, row: number) => Number(answer[name]?.[row]);
  (answer.entity ?? []).forEach((entity, row) => {
    const key = `${number('hour', row)} ${entity}`;
    const [count, sum, min, max] = [
      number('count', row),
      number('sum', row),
      number('min', row),
      number('max', row),
    ];
    let summary = summaries.get(key);
    if (!summary) {
      summary = { count: 0, sum: 0, min, max, buckets: { zeros: 0, keys: [], counts: [] } };
      summaries.set(key, summary);
    }
    summary.count += count;
    summary.sum += sum;
    summary.min = Math.min(summary.min, min);
    summary.max = Math.max(summary.max, max);
    const bucket = answer.bucket?.[row];
    if (typeof bucket === 'number') {
      summary.buckets.keys.push(bucket);
      summary.buckets.counts.push(count);
    } else summary.buckets.zeros += count;
  });
  return summaries;
}
