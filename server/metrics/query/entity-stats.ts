import { metricsOf } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';
import type { MetricStats } from '#server/metrics/types.ts';

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
