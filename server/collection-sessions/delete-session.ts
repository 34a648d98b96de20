import type { PoolClient } from 'pg';
import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError, notFound } from '#server/errors.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { lockSamples } from '#server/metrics/segments/lock-samples.ts';
import { removeSamples } from '#server/metrics/segments/remove-samples.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findSession } from './find-session.ts';

/**
 * Removes a collection session from the list, and with `samples` all that its machine has from its first sample to its
 * last: of whatever stream or file, with the events of that time. One transaction; there is no way back. Of a session
 * that is running, what comes from then on is a new one.
 * @param input.confirm with `samples`: the machine's name, as a sign that it is meant
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT when the samples are not confirmed
 */
export async function deleteSession(
  ctx: TenantContext,
  id: string,
  input: { samples: boolean; confirm?: string },
): Promise<void> {
  requireScope(ctx, 'admin');
  const session = await findSession(ctx, id);
  if (input.samples && input.confirm !== session.machine_id)
    throw new AppError(
      'INVALID_INPUT',
      'This removes the session with all samples of its time. Add confirm=<machine_id> to do it.',
      { field: 'confirm', machine_id: session.machine_id },
    );
  const { pool } = await tenantDb(ctx.tenant);
  const removed = await withScratch((folder) =>
    transaction(pool, async (client) => {
      const { machineId, first, last } = await takeOut(client, id);
      if (!input.samples) return { first, last, snapshots: 0 };
      await lockSamples(client, machineId);
      const snapshots = await removeSamples(client, folder, { machineId, first, last });
      return { first, last, snapshots };
    }),
  );
  await recordAudit(ctx, {
    verb: input.samples ? 'collection.delete_samples' : 'collection.delete',
    target: session.machine_id,
    details: {
      id,
      name: session.name,
      from: removed.first.toISOString(),
      to: removed.last.toISOString(),
      ...(input.samples && { samples: removed.snapshots }),
    },
  });
}

/** Removes the entry. Deliveries, which lock the machine too, find their stream between two sessions. */
async function takeOut(
  client: PoolClient,
  id: string,
): Promise<{ machineId: string; first: Date; last: Date }> {
  await client.query(
    `SELECT FROM machine WHERE id = (SELECT machine_id FROM collection_session WHERE id = $1) FOR UPDATE`,
    [id],
  );
  const { rows } = await client.query<{ machineId: string; first: Date; last: Date }>(
    `DELETE FROM collection_session WHERE id = $1
     RETURNING machine_id AS "machineId", started_at AS first, ended_at AS last`,
    [id],
  );
  const [row] = rows;
  if (!row) throw notFound('session');
  await client.query(
    `UPDATE stream SET session_id = gen_random_uuid(), session_start = NULL, session_end = NULL
      WHERE session_id = $1`,
    [id],
  );
  return row;
}
