import { tenantDb } from '#server/db/tenant-db.ts';
import { mergeSketches } from '#server/metrics/rollups/merge-sketches.ts';
import { readRollups } from '#server/metrics/rollups/read-rollups.ts';
import type { RollupSeries } from '#server/metrics/rollups/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { LoadColumns } from './load-columns.ts';
import type { MachineLoad } from './machine-load.ts';
import { readHours } from './read-hours.ts';

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
 * The hourly rollups of machines over [start, end), by internal id. Percentiles of a sum (received and sent) are taken as
 * the sum of the percentiles, which is never less; of several devices the busiest counts.
 */
export async function readRolled(ctx: TenantContext, request: Request): Promise<Map<string, RolledLoad>> {
  const { pool } = await tenantDb(ctx.tenant);
  const hours = await readHours(pool, request);
  const percentiles = request.sketches ? await readPercentiles(ctx, request) : null;
  return new Map(
    [...hours].map(([id, columns]) => [id, { columns, percentiles: percentiles?.get(id) ?? null }]),
  );
}

async function readPercentiles(
  ctx: TenantContext,
  { machineIds, start, end }: Request,
): Promise<Map<string, RolledLoad['percentiles']>> {
  const range = { machineIds, sketches: true, start: new Date(start), end: new Date(end) };
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
  return new Map([...byMachine].map(([id, { host, disks }]) => [id, percentilesOf(host, disks)]));
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
