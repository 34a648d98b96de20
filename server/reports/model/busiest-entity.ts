import type { MetricStats } from '#server/metrics/types.ts';

export interface Busiest {
  entity: string;
  stats: MetricStats;
}

/** The entity whose `metric` is highest at `percentile`; null when none has a value. First of equals. */
export function busiestEntity(
  entities: Readonly<Record<string, Readonly<Record<string, MetricStats>>>>,
  metric: string,
  percentile: 'p95' | 'p99',
): Busiest | null {
  let busiest: Busiest | null = null;
  let highest = Number.NEGATIVE_INFINITY;
  for (const [entity, metrics] of Object.entries(entities)) {
    const stats = metrics[metric];
    const value = stats?.[percentile];
    if (!stats || value == null || value <= highest) continue;
    highest = value;
    busiest = { entity, stats };
  }
  return busiest;
}
