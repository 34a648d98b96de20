import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/** Streams that were silent for so long are of the past. */
const RECENT = '15 minutes';

/** Two streams that deliver for one machine at a time. */
export interface RivalStreams {
  /** The one that was there first. */
  streamId: string;
  rivalId: string;
}

/**
 * Streams of a machine that take turns: one that began while another was at it and did not end it. That is two agents
 * with one key; an agent that lost its spool begins a stream too, but then the one before is silent.
 */
export async function findRivalStreams(ctx: TenantContext, machineId: string): Promise<RivalStreams[]> {
  requireScope(ctx, 'read');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<RivalStreams>(
    `SELECT a.stream_id AS "streamId", b.stream_id AS "rivalId"
       FROM stream a JOIN stream b ON b.machine_id = a.machine_id AND b.started_at > a.started_at
      WHERE a.machine_id = $1 AND a.last_received_at > b.started_at AND b.acked_through > 0
        AND least(a.last_received_at, b.last_received_at) > now() - interval '${RECENT}'
      ORDER BY a.started_at, b.started_at`,
    [machineId],
  );
  return rows;
}
