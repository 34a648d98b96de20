import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import type { LiveSamples } from './read-live.ts';

/** What small charts of many machines are drawn of. */
const LIVE_METRICS = [
  'cpu_used',
  'cpu_iowait',
  'mem_used',
  'mem_total',
  'disk_read_bytes',
  'disk_write_bytes',
  'net_rx_bytes',
  'net_tx_bytes',
] as const;

/** One read holds at most this many batches of all machines; the rest comes with the next. */
const MOST_BATCHES = 2000;

/** A machine by internal id, the batch after which to read, and from when on (Unix ms). */
interface LivePlace {
  id: string;
  cursor: bigint;
  since: number;
}

/**
 * As readLive, for many machines at once and only what is drawn of many. Machines without anything new are left out;
 * `full`: there may be more of each.
 * @throws AppError FORBIDDEN
 */
export async function readLiveMachines(
  ctx: TenantContext,
  places: readonly LivePlace[],
): Promise<{ machines: (LiveSamples & { id: string })[]; full: boolean }> {
  requireScope(ctx, 'read');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ machine_id: string; id: string; times: number[]; columns: Columns }>({
    name: 'read-live-machines',
    text: `SELECT b.machine_id, b.id, b.data #> '{host,time}' AS times,
                  json_build_array(${LIVE_METRICS.map((id) => `b.data #> '{host,values,${id}}'`).join(', ')}) AS columns
             FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS p (machine_id, after, since)
             JOIN sample_batch b ON b.machine_id = p.machine_id AND b.id > p.after AND b.last_time >= p.since
            ORDER BY b.id LIMIT ${MOST_BATCHES}`,
    values: [
      places.map(({ id }) => id),
      places.map(({ cursor }) => String(cursor)),
      places.map(({ since }) => new Date(since)),
    ],
  });
  const since = new Map(places.map((place) => [place.id, place.since]));
  const found = new Map<string, LiveSamples & { id: string }>();
  for (const { machine_id: id, id: batch, times, columns } of rows) {
    const machine = found.get(id) ?? {
      id,
      cursor: 0n,
      host: { time: [], values: Object.fromEntries(LIVE_METRICS.map((metric) => [metric, []])) },
    };
    found.set(id, machine);
    machine.cursor = BigInt(batch);
    (times ?? []).forEach((time, row) => {
      if (time < (since.get(id) ?? 0)) return;
      machine.host.time.push(time);
      LIVE_METRICS.forEach((metric, column) => {
        machine.host.values[metric]?.push(columns[column]?.[row] ?? null);
      });
    });
  }
  return { machines: [...found.values()], full: rows.length === MOST_BATCHES };
}

type Columns = ((number | null)[] | null)[];
