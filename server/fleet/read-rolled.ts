import { mergeSketches } from '#server/metrics/rollups/merge-sketches.ts';
import { readRollups } from '#server/metrics/rollups/read-rollups.ts';
import type { RollupSeries } from '#server/metrics/rollups/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { LoadColumns } from './load-columns.ts';
import type { MachineLoad } from './machine-load.ts';

const HOST = ['cpu_used', 'mem_used', 'mem_total', 'net_rx_bytes', 'net_tx_bytes'];

/** A machine's hours as rows, and its percentiles where sketches were read. */
export interface RolledLoad {
  columns: LoadColumns;
  percentiles: Pick<MachineLoad, 'cpuP95' | 'memoryP95' | 'diskP95' | 'netP95'> | null;
}

interface Request {
  machineIds: readonly string[];
  start: number;
  end: number;
  sketches: boolean;
}

/**
 * The hourly rollups of machines over [start, end), by internal id. Of several devices the busiest counts. Percentiles
 * of a sum (received and sent) are taken as the sum of the percentiles, which is never less.
 */
export async function readRolled(ctx: TenantContext, request: Request): Promise<Map<string, RolledLoad>> {
  const { machineIds, sketches } = request;
  const range = { machineIds, sketches, start: new Date(request.start), end: new Date(request.end) };
  const [host, disks] = [
    await readRollups(ctx, { ...range, kind: 'host', metrics: HOST }),
    await readRollups(ctx, { ...range, kind: 'disk', metrics: ['disk_busy'] }),
  ];
  const byMachine = new Map<string, { host: Map<string, RollupSeries>; disks: RollupSeries[] }>();
  const of = (id: string) => {
    const known = byMachine.get(id) ?? { host: new Map<string, RollupSeries>(), disks: [] };
    byMachine.set(id, known);
    return known;
  };
  for (const series of host) of(series.machineId).host.set(series.metric, series);
  for (const series of disks) of(series.machineId).disks.push(series);
  return new Map(
    [...byMachine].map(([id, { host, disks }]) => [
      id,
      { columns: hoursOf(host, disks), percentiles: sketches ? percentilesOf(host, disks) : null },
    ]),
  );
}

function hoursOf(host: ReadonlyMap<string, RollupSeries>, disks: readonly RollupSeries[]): LoadColumns {
  const at = [...new Set([...host.values(), ...disks].flatMap(({ hour }) => hour))].sort((a, b) => a - b);
  const means = HOST.map((metric) => hourly(host.get(metric), at));
  const [cpu = [], used = [], total = [], received = [], sent = []] = means;
  const busy = disks.map((disk) => hourly(disk, at));
  const counts = new Map(
    host.get('cpu_used')?.hour.map((hour, row) => [hour, host.get('cpu_used')?.count[row] ?? 1]),
  );
  const maxima = new Map(
    host.get('cpu_used')?.hour.map((hour, row) => [hour, host.get('cpu_used')?.max[row] ?? Number.NaN]),
  );
  return {
    at,
    samples: at.map((hour) => counts.get(hour) ?? 1),
    cpu,
    cpuMax: at.map((hour) => maxima.get(hour) ?? Number.NaN),
    memory: at.map((_, row) => ((used[row] ?? Number.NaN) / (total[row] ?? Number.NaN)) * 100),
    disk: at.map((_, row) => {
      const known = busy.map((values) => values[row] ?? Number.NaN).filter((value) => !Number.isNaN(value));
      return known.length === 0 ? Number.NaN : Math.max(...known);
    }),
    net: at.map((_, row) => (received[row] ?? Number.NaN) + (sent[row] ?? Number.NaN)),
  };
}

function hourly(series: RollupSeries | undefined, at: readonly number[]): number[] {
  const means = new Map(
    series?.hour.map((hour, row) => [hour, (series.sum[row] ?? 0) / (series.count[row] ?? 1)]),
  );
  return at.map((hour) => means.get(hour) ?? Number.NaN);
}

function percentilesOf(
  host: ReadonlyMap<string, RollupSeries>,
  disks: readonly RollupSeries[],
): RolledLoad['percentiles'] {
  const p95 = (series: RollupSeries | undefined) => (series ? (mergeSketches(series)?.p95 ?? null) : null);
  const [used, total] = [p95(host.get('mem_used')), p95(host.get('mem_total'))];
  const [received, sent] = [p95(host.get('net_rx_bytes')), p95(host.get('net_tx_bytes'))];
  const busy = disks.map(p95).filter((value) => value !== null);
  return {
    cpuP95: p95(host.get('cpu_used')),
    memoryP95: used !== null && total ? (used / total) * 100 : null,
    diskP95: busy.length === 0 ? null : Math.max(...busy),
    netP95: received === null && sent === null ? null : (received ?? 0) + (sent ?? 0),
  };
}
