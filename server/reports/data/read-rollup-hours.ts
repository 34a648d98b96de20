import type { Kind } from '#agent/contract/sample.ts';
import { pickMetrics } from '#server/metrics/query/pick-metrics.ts';
import { readRollups } from '#server/metrics/rollups/read-rollups.ts';
import type { RollupSeries } from '#server/metrics/rollups/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { HourMedians, RangeData } from './range-data.ts';

interface RolledRange {
  machineId: string;
  /** Hours that are rolled up, Unix ms: `to` is excluded. */
  from: number;
  to: number;
}

/**
 * What else a report shows hour by hour, from the rollups and, behind them, from what was read of the samples: means of
 * hours in place of quarters' (a time zone of half hours gets some minutes of its neighbour) and of medians. How often a
 * value was seen is not known of hours: there is no histogram.
 */
export async function readRollupHours(
  ctx: TenantContext,
  { machineId, from, to }: RolledRange,
  samples: Pick<RangeData, 'quarters' | 'hours' | 'cpuCounts'>,
): Promise<Pick<RangeData, 'quarters' | 'hours' | 'cpuCounts'>> {
  const read = (kind: Kind, metrics: readonly string[]) =>
    readRollups(ctx, { machineIds: [machineId], kind, metrics, start: new Date(from), end: new Date(to) });
  const host = await read('host', ['cpu_used', 'mem_used', 'mem_available']);
  const filesystem = await read('filesystem', pickMetrics('filesystem'));
  const used = host.find(({ metric }) => metric === 'cpu_used');
  const { quarters, hours } = samples;
  const late = quarters.time.flatMap((time, at) => (time < to ? [] : [at]));
  return {
    quarters: {
      time: [...(used?.hour ?? []), ...late.map((at) => quarters.time[at] ?? 0)],
      avg: [...(used ? meansOf(used) : []), ...late.map((at) => quarters.avg[at] ?? null)],
      count: [...(used?.count ?? []), ...late.map((at) => quarters.count[at] ?? 0)],
    },
    hours: {
      host: behind(
        host.filter(({ metric }) => metric !== 'cpu_used'),
        hours.host,
        to,
      ),
      filesystem: behind(filesystem, hours.filesystem, to),
    },
    cpuCounts: samples.cpuCounts.map(() => 0),
  };
}

const meansOf = ({ sum, count }: RollupSeries): number[] => sum.map((all, at) => all / (count[at] ?? 1));

/** Means of rolled-up hours, and behind them the hours of samples that are not rolled up. */
function behind(rolled: readonly RollupSeries[], samples: HourMedians, to: number): HourMedians {
  const late = samples.time.filter((time) => time >= to);
  const time = [...new Set(rolled.flatMap(({ hour }) => hour))].sort((a, b) => a - b).concat(late);
  const place = new Map(time.map((at, index) => [at, index]));
  const entities: HourMedians['entities'] = {};
  const put = (entity: string, metric: string, at: number, value: number | null): void => {
    entities[entity] ??= {};
    entities[entity][metric] ??= new Array<number | null>(time.length).fill(null);
    const index = place.get(at);
    if (index !== undefined) entities[entity][metric][index] = value;
  };
  for (const series of rolled)
    meansOf(series).forEach((mean, at) => {
      put(series.entity, series.metric, series.hour[at] ?? 0, mean);
    });
  for (const [entity, metrics] of Object.entries(samples.entities))
    for (const [metric, values] of Object.entries(metrics))
      samples.time.forEach((at, index) => {
        if (at >= to) put(entity, metric, at, values[index] ?? null);
      });
  return { time, entities };
}
