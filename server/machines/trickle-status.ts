import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError, notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { machineStatus } from './machine-status.ts';

/** What the portal has of a machine that trickles. */
export interface TrickleStatus {
  machine_id: string;
  online: boolean;
  /** ISO 8601 UTC, when the last delivery was stored. */
  last_seen: string | null;
  interval_seconds: number | null;
  /** Of the stream that delivered last, as is `acked_through`. */
  session_id: string | null;
  acked_through: number | null;
  /** Snapshots of the UTC day. */
  samples_today: number;
  /** Deliveries that are stored and not sealed into a segment yet. */
  batches_waiting: number;
}

/**
 * The state of deliveries of the key's own machine, or of the one given.
 * @param machineId internal id, for a caller whose key has no machine
 * @throws AppError FORBIDDEN, INVALID_INPUT when no machine is known, NOT_FOUND
 */
export async function trickleStatus(ctx: TenantContext, machineId?: string): Promise<TrickleStatus> {
  const own = ctx.actor.kind === 'key' ? ctx.actor.machineId : null;
  // A machine's key may ask after itself; anybody else reads.
  requireScope(ctx, own !== null ? 'ingest' : 'read');
  const id = own ?? machineId;
  if (id === undefined)
    throw new AppError('INVALID_INPUT', 'This key is not tied to a machine: ask with a machine key.');
  if (!isUuid(id)) throw notFound('machine');
  const { pool } = await tenantDb(ctx.tenant);
  const midnight = new Date();
  midnight.setUTCHours(0, 0, 0, 0);
  const { rows } = await pool.query<{
    machine_id: string;
    last_seen_at: Date | null;
    interval_seconds: number | null;
    session_id: string | null;
    acked_through: string | null;
    samples_today: string;
    batches_waiting: string;
  }>(
    `SELECT m.machine_id, m.last_seen_at, m.interval_seconds, s.session_id, s.acked_through,
            (SELECT coalesce(sum(last_seq - first_seq + 1), 0) FROM sample_batch
              WHERE machine_id = m.id AND first_time >= $2)
            + (SELECT coalesce(sum(row_count), 0) FROM segment
                WHERE machine_id = m.id AND kind = 'host' AND starts_at >= $2) AS samples_today,
            (SELECT count(*) FROM sample_batch WHERE machine_id = m.id) AS batches_waiting
       FROM machine m
       LEFT JOIN LATERAL (SELECT session_id, acked_through FROM stream WHERE machine_id = m.id
                           ORDER BY last_received_at DESC LIMIT 1) s ON true
      WHERE m.id = $1`,
    [id, midnight],
  );
  const [row] = rows;
  if (!row) throw notFound('machine');
  return {
    machine_id: row.machine_id,
    online: machineStatus(row.last_seen_at, row.interval_seconds) === 'online',
    last_seen: row.last_seen_at?.toISOString() ?? null,
    interval_seconds: row.interval_seconds,
    session_id: row.session_id,
    acked_through: row.acked_through === null ? null : Number(row.acked_through),
    samples_today: Number(row.samples_today),
    batches_waiting: Number(row.batches_waiting),
  };
}
