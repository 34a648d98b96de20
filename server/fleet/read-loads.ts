import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { newestOf } from './column-figures.ts';
import { FLEET_RANGES, type FleetRange, fleetWindow } from './fleet-range.ts';
import { type LoadColumns, loadOf } from './load-columns.ts';
import type { MachineLoad, PercentileBasis } from './machine-load.ts';
import { readRecent } from './read-recent.ts';
import { type RolledLoad, readRolled } from './read-rolled.ts';
import { RECENT_SPAN_MS } from './recent-span.ts';

const HOUR_MS = 3_600_000;
/** Sketches of more machine-hours than this are not merged while somebody waits. */
const MOST_SKETCHES = 3000;

/** Loads by machine's internal id, and what their percentiles are of. */
export interface FleetLoads {
  basis: PercentileBasis;
  loads: Map<string, MachineLoad>;
}

/** What machines were busy with over a range that ends at `now` (Unix ms); see readFleet. */
export async function readLoads(
  ctx: TenantContext,
  machineIds: readonly string[],
  { range, now }: { range: FleetRange; now: number },
): Promise<FleetLoads> {
  const { pool } = await tenantDb(ctx.tenant);
  const window = fleetWindow(range, now);
  const recent = await readRecent(pool, Math.max(window.start, now - RECENT_SPAN_MS));
  if (range === '1h') {
    const loads = [...recent].map(([id, columns]) => [id, loadOf(columns, window)] as const);
    return { basis: 'deliveries', loads: new Map(loads) };
  }
  const sketches = machineIds.length * FLEET_RANGES[range].hours <= MOST_SKETCHES;
  const rolled = await readRolled(ctx, { machineIds, start: window.start, end: window.end, sketches });
  const loads = new Map<string, MachineLoad>();
  for (const id of machineIds) {
    const load = joined(rolled.get(id), recent.get(id), window);
    if (load) loads.set(id, load);
  }
  return { basis: sketches ? 'sketches' : 'hours', loads };
}

/** Hours as they are rolled up, and those that are not yet as they were delivered. */
function joined(
  rolled: RolledLoad | undefined,
  recent: LoadColumns | undefined,
  window: ReturnType<typeof fleetWindow>,
): MachineLoad | null {
  if (!rolled && !recent) return null;
  const hours = rolled?.columns;
  if (hours && !recent) return { ...loadOf(hours, window), ...rolled.percentiles };
  const known = new Set(Array.from(hours?.at ?? []));
  const late = Array.from(recent?.at ?? []).flatMap((time, row) =>
    known.has(Math.floor(time / HOUR_MS) * HOUR_MS) ? [] : [row],
  );
  const join = (name: keyof LoadColumns) => [
    ...Array.from(hours?.[name] ?? []),
    ...late.map((row) => recent?.[name][row] ?? Number.NaN),
  ];
  const load = loadOf(
    {
      at: join('at'),
      samples: join('samples'),
      cpu: join('cpu'),
      cpuMax: join('cpuMax'),
      memory: join('memory'),
      disk: join('disk'),
      net: join('net'),
    },
    window,
  );
  const now = recent && {
    cpuNow: newestOf(recent.at, recent.cpu),
    memoryNow: newestOf(recent.at, recent.memory),
  };
  return { ...load, ...now, ...rolled?.percentiles };
}
