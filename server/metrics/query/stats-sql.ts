import { metricsOf } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import type { MetricStats } from '#server/metrics/types.ts';
import { pickMetrics } from './pick-metrics.ts';

export const PERCENTILES = [
  ['p50', 0.5],
  ['p75', 0.75],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p97_5', 0.975],
  ['p99', 0.99],
] as const;

/** A distance of more than this many intervals is a gap, as in findGaps. */
export const GAP_INTERVALS = 2.5;

/** Metrics of a kind that are rates: their integral over time is an amount. */
export const ratesOf = (kind: Kind): string[] =>
  metricsOf(kind)
    .filter(({ unit }) => unit === 'bytes_per_second' || unit === 'per_second')
    .map(({ id }) => id);

/** What is known of one entity over a range. Times in Unix ms. */
export interface EntityStats {
  entity: string;
  samples: number;
  first: number;
  last: number;
  metrics: Record<string, MetricStats>;
}

/** A metric without any known value. */
export const NO_STATS: MetricStats = {
  count: 0,
  min: null,
  max: null,
  avg: null,
  stddev: null,
  current: null,
  p50: null,
  p75: null,
  p90: null,
  p95: null,
  p97_5: null,
  p99: null,
  p100: null,
  total: null,
};

/** Per entity: samples, first and last time and, per metric x, the columns `count x`, `min x` … and `percentiles x`. */
export function statsSql(kind: Kind): string {
  const parts = pickMetrics(kind).flatMap((id) => {
    const name = quoteName(id);
    const as = (stat: string) => quoteName(`${stat} ${id}`);
    return [
      `count(${name})::DOUBLE AS ${as('count')}`,
      `min(${name}) AS ${as('min')}`,
      `max(${name}) AS ${as('max')}`,
      `avg(${name}) AS ${as('avg')}`,
      `stddev_samp(${name}) AS ${as('stddev')}`,
      // arg_max passes over rows whose value is null: the newest known value.
      `arg_max(${name}, time) AS ${as('current')}`,
      `quantile_cont(${name}, [${PERCENTILES.map(([, share]) => share).join(', ')}]) AS ${as('percentiles')}`,
    ];
  });
  return `SELECT entity, count(*)::DOUBLE AS samples, min(time)::DOUBLE AS first, max(time)::DOUBLE AS last,
                 ${parts.join(', ')}
            FROM ${samplesView(kind)} GROUP BY entity ORDER BY entity`;
}

/**
 * Per entity and rate x the column x: the sum of each value times the length of its interval, which ends at the
 * sample's time and begins at the one before. Of the first sample and of one behind a gap the interval is not known:
 * they count the usual (median) one.
 */
export function totalsSql(kind: Kind): string {
  const rates = ratesOf(kind).map(quoteName);
  const totals = rates.map((name) => `, sum(${name} * seconds) AS ${name}`);
  return `WITH steps AS (SELECT entity, time - lag(time) OVER (PARTITION BY entity ORDER BY time) AS step,
                                ${rates.join(', ')} FROM ${samplesView(kind)}),
               usual AS (SELECT entity, median(step) AS step FROM steps GROUP BY entity)
          SELECT entity${totals.join('')}
            FROM (SELECT entity, ${rates.join(', ')},
                         (CASE WHEN steps.step <= ${GAP_INTERVALS} * usual.step THEN steps.step ELSE usual.step END) / 1000 AS seconds
                    FROM steps JOIN usual USING (entity))
           GROUP BY entity`;
}
