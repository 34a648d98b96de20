import { tenantDb } from '#server/db/tenant-db.ts';
import { type MachineStatus, machineStatus } from '#server/machines/machine-status.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { type FleetRange, fleetWindow } from './fleet-range.ts';
import { type MachineLoad, NO_LOAD, type PercentileBasis } from './machine-load.ts';
import { readLoads } from './read-loads.ts';
import { shareLoads } from './share-loads.ts';

/** A machine as the fleet's page shows it. `seen` is Unix ms. */
export interface FleetMachine extends MachineLoad {
  id: string;
  /** machine_id, by which it is addressed. */
  name: string;
  displayName: string | null;
  status: MachineStatus;
  seen: number | null;
  /** "Debian 13 · 4 CPUs" is made of these two. */
  os: string | null;
  cpus: number | null;
  provider: string | null;
  region: string | null;
  instance: string | null;
  tags: Record<string, string>;
  /** The fullest file system as last heard of: where it is mounted, and percent. */
  fullestName: string | null;
  fullestPercent: number | null;
}

export interface Fleet {
  /** Unix ms. */
  now: number;
  start: number;
  end: number;
  stepMs: number;
  basis: PercentileBasis;
  /** Samples that arrived on this UTC day: of agents, and in files. */
  today: { delivered: number; uploaded: number };
  /** By name. */
  machines: FleetMachine[];
}

interface Row {
  id: string;
  name: string;
  displayName: string | null;
  last_seen_at: Date | null;
  interval_seconds: number | null;
  os: string | null;
  cpus: number | null;
  provider: string | null;
  region: string | null;
  instance: string | null;
  tags: Record<string, string>;
  fullestName: string | null;
  fullestPercent: number | null;
  received: string;
}

/**
 * All machines of the tenant with their state and what they were busy with, in one answer. Over `1h` the percentiles
 * are of the means of deliveries (`basis: 'deliveries'`; with one sample a delivery, as at 15 s, that is exact); what
 * was uploaded as a file is not in it. Longer ranges come from the hourly rollups, and hours that are not rolled up yet
 * from deliveries; their percentiles are of the rollups' sketches, within 1 % (`'sketches'`), or for more machine-hours
 * than can be merged while somebody waits, of the hourly means (`'hours'`). `cpuMax` is the highest single sample in
 * any case. Without `now`, what machines were busy with is as old as a few seconds: see shareLoads.
 * @throws AppError FORBIDDEN
 */
export async function readFleet(
  ctx: TenantContext,
  { range, now: asked }: { range: FleetRange; now?: number },
): Promise<Fleet> {
  requireScope(ctx, 'read');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<Row>({
    name: 'read-fleet',
    text: `SELECT id, machine_id AS name, display_name AS "displayName", last_seen_at, interval_seconds, os,
                  cpu_count AS cpus, cloud_provider AS provider, region, instance_type AS instance, tags,
                  fullest_name AS "fullestName", fullest_percent AS "fullestPercent",
                  CASE WHEN received_on = (now() AT TIME ZONE 'UTC')::date THEN received_count ELSE 0 END AS received
             FROM machine ORDER BY machine_id`,
  });
  const now = asked ?? Date.now();
  const ids = rows.map(({ id }) => id);
  const [{ basis, loads }, uploaded] = await Promise.all([
    (asked === undefined ? shareLoads : readLoads)(ctx, ids, { range, now }),
    countUploaded(ctx),
  ]);
  return {
    now,
    ...fleetWindow(range, now),
    basis,
    today: { delivered: rows.reduce((sum, { received }) => sum + Number(received), 0), uploaded },
    machines: rows.map(({ last_seen_at: seen, interval_seconds: interval, received: _, ...row }) => ({
      ...row,
      status: machineStatus(seen, interval, now),
      seen: seen?.getTime() ?? null,
      ...rounded(loads.get(row.id) ?? NO_LOAD),
    })),
  };
}

async function countUploaded(ctx: TenantContext): Promise<number> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ count: string }>({
    name: 'count-uploaded-today',
    text: `SELECT coalesce(sum((result ->> 'records_processed')::bigint), 0) AS count FROM upload
            WHERE status = 'done' AND duplicate_of IS NULL AND created_at >= date_trunc('day', now(), 'UTC')`,
  });
  return Number(rows[0]?.count ?? 0);
}

/** Two decimals: more nobody sees, and a thousand machines are many figures. */
const rounded = (load: MachineLoad): MachineLoad =>
  Object.fromEntries(
    Object.entries(load).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 100) / 100 : value,
    ]),
  ) as unknown as MachineLoad;
