import type { StatsResult } from '#server/metrics/types.ts';

/** All memory of the machine in MB, as last measured; null when unknown. */
export const memoryTotal = (stats: StatsResult): number | null => {
  const total = stats.metrics.mem_total;
  const value = total?.current ?? total?.max ?? null;
  return value !== null && value > 0 ? value : null;
};

/** A percentile of used memory as percent of all memory; null when either is unknown. */
export function memoryShare(stats: StatsResult, percentile: 'p50' | 'p95' | 'p99' | 'p100'): number | null {
  const total = memoryTotal(stats);
  const used = stats.metrics.mem_used?.[percentile] ?? null;
  return total === null || used === null ? null : (100 * used) / total;
}
