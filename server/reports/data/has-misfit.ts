import { metricsOf } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';
import type { StatsResult } from '#server/metrics/types.ts';

/** Whether a kind's lowest or highest values show that some are impossible, so that these must be counted. */
export function hasMisfit(stats: StatsResult, kind: Kind): boolean {
  const all = kind === 'host' ? [stats.metrics] : Object.values(stats.entities[kind] ?? {});
  return metricsOf(kind).some(({ id, range: [lowest, highest] }) =>
    all.some((metrics) => (metrics[id]?.min ?? lowest) < lowest || (metrics[id]?.max ?? highest) > highest),
  );
}
