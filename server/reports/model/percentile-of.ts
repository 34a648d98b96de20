import type { Kind } from '#agent/contract/sample.ts';
import type { MetricStats } from '#server/metrics/types.ts';
import type { RangeData } from '../data/range-data.ts';

/** The percentiles that MetricStats has. */
const FIELDS: Readonly<Record<string, keyof MetricStats>> = {
  0: 'min',
  50: 'p50',
  75: 'p75',
  90: 'p90',
  95: 'p95',
  97.5: 'p97_5',
  99: 'p99',
  100: 'p100',
};

/** Whether the statistics of a range hold this percentile anyhow; any other is asked for on its own. */
export const isStatsPercentile = (percentile: number): boolean => Object.hasOwn(FIELDS, String(percentile));

/** A percentile (0–100) of a metric of an entity ('' for the host); null when it was not measured. */
export function percentileOf(
  { stats, percentiles }: Pick<RangeData, 'stats' | 'percentiles'>,
  { kind, entity, metric }: { kind: Kind; entity: string; metric: string },
  percentile: number,
): number | null {
  const field = FIELDS[String(percentile)];
  if (field) {
    const found = kind === 'host' ? stats.metrics[metric] : stats.entities[kind]?.[entity]?.[metric];
    return found?.[field] ?? null;
  }
  const at = percentiles?.wanted.indexOf(percentile) ?? -1;
  return percentiles?.values[kind]?.[entity]?.[metric]?.[at] ?? null;
}
