import type { Column } from '#app/_components/charts/panel.ts';
import type { SeriesResult, StatsResult } from '#server/metrics/types.ts';

/** What the fleet page says of one machine's last hour. Percent; null where nothing was measured. */
export interface MachineLoad {
  cpu: Column;
  cpuNow: number | null;
  cpuAverage: number | null;
  cpuP95: number | null;
  memory: Column;
  memoryNow: number | null;
}

/** Takes the figures of a row out of the answers for its machine. */
export function machineLoad(series: SeriesResult | undefined, stats: StatsResult | undefined): MachineLoad {
  const cpu = series?.series.cpu_used?.avg ?? [];
  const total = series?.series.mem_total?.avg ?? [];
  const memory = (series?.series.mem_used?.avg ?? []).map((used, row) => {
    const all = total[row];
    return used !== null && all ? (used / all) * 100 : null;
  });
  return {
    cpu,
    cpuNow: cpu.findLast((value) => value !== null) ?? null,
    cpuAverage: stats?.metrics.cpu_used?.avg ?? null,
    cpuP95: stats?.metrics.cpu_used?.p95 ?? null,
    memory,
    memoryNow: memory.findLast((value) => value !== null) ?? null,
  };
}
