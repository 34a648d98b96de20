import type { MetricStats, StatsResult } from '#server/metrics/types.ts';
import type { HourMedians, RangeData } from './range-data.ts';

/**
 * The statistics, with the newest hour's mean in place of a newest value that is past retention: how full a file system
 * is, and when it will be, is asked of those.
 */
export function withNewest(stats: StatsResult, hours: RangeData['hours']): StatsResult {
  const filled = (metrics: Record<string, MetricStats>, means: HourMedians['entities'][string] = {}) =>
    Object.fromEntries(
      Object.entries(metrics).map(([id, one]) => {
        const current = one.current ?? means[id]?.findLast((mean) => mean !== null) ?? null;
        return [id, { ...one, current }];
      }),
    );
  const { filesystem = {}, ...others } = stats.entities;
  return {
    ...stats,
    metrics: filled(stats.metrics, hours.host.entities['']),
    entities: {
      ...others,
      filesystem: Object.fromEntries(
        Object.entries(filesystem).map(([mount, metrics]) => [
          mount,
          filled(metrics, hours.filesystem.entities[mount]),
        ]),
      ),
    },
  };
}
