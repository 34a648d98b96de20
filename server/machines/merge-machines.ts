import type { PoolClient } from 'pg';
import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError, notFound } from '#server/errors.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { lockSamples } from '#server/metrics/segments/lock-samples.ts';
import { mergeOverlapping } from '#server/metrics/segments/merge-overlapping.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findMachine } from './find-machine.ts';
import type { MachineView } from './machine-view.ts';

/**
 * Makes two machines (name or internal id) one: everything of `from` goes over to `into`, and `from` is gone. Where
 * both have a sample of one entity and time, the one delivered last counts. Keys of `from` deliver for `into` from
 * then on; an agent that names itself must be told the new name. One transaction; there is no way back.
 * @param confirm the name of `from`, as a sign that it is meant
 * @returns `into`
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT when it is not confirmed or both are the same
 */
export async function mergeMachines(
  ctx: TenantContext,
  input: { from: string; into: string; confirm: string | undefined },
): Promise<MachineView> {
  requireScope(ctx, 'admin');
  const from = await findMachine(ctx, input.from);
  const into = await findMachine(ctx, input.into);
  if (from.id === into.id)
    throw new AppError('INVALID_INPUT', 'A machine cannot be merged into itself.', { field: 'into' });
  if (input.confirm !== from.machine_id)
    throw new AppError(
      'INVALID_INPUT',
      `This moves all that "${from.machine_id}" has to "${into.machine_id}" and removes it. Send its machine_id as confirm to do it.`,
      { field: 'confirm', machine_id: from.machine_id },
    );
  const { pool } = await tenantDb(ctx.tenant);
  const ids = [from.id, into.id].sort();
  await withScratch((folder) =>
    transaction(pool, async (client) => {
      // As deliveries and the removal of a machine do: machines first, in one order, then their samples.
      const { rowCount } = await client.query(
        'SELECT FROM machine WHERE id = ANY($1) ORDER BY id FOR UPDATE',
        [ids],
      );
      if (rowCount !== 2) throw notFound('machine');
      for (const id of ids) await lockSamples(client, id);
      await moveSamples(client, folder, from.id, into.id);
      await moveRest(client, from.id, into.id);
    }),
  );
  await recordAudit(ctx, {
    verb: 'machine.merge',
    target: into.machine_id,
    details: { from: from.machine_id, fromId: from.id, id: into.id },
  });
  return findMachine(ctx, into.id);
}

async function moveSamples(client: PoolClient, folder: string, from: string, into: string): Promise<void> {
  await client.query('UPDATE sample_batch SET machine_id = $2 WHERE machine_id = $1', [from, into]);
  await client.query('DELETE FROM rollup_hour WHERE machine_id = $1 AND NOT final', [from]);
  await client.query('UPDATE segment SET machine_id = $2, rolled_up = false WHERE machine_id = $1', [
    from,
    into,
  ]);
  await mergeOverlapping(client, folder, into);
  // Rollups whose samples are gone go where the other has neither samples nor a rollup.
  await client.query(
    `UPDATE rollup_hour r SET machine_id = $2 WHERE machine_id = $1
        AND NOT EXISTS (SELECT FROM rollup_hour o WHERE o.machine_id = $2 AND o.kind = r.kind AND o.hour = r.hour)
        AND NOT EXISTS (SELECT FROM segment s WHERE s.machine_id = $2 AND s.kind = r.kind
                           AND s.ends_at > r.hour AND s.starts_at <= r.hour)`,
    [from, into],
  );
  await client.query('DELETE FROM rollup_hour WHERE machine_id = $1', [from]);
}

async function moveRest(client: PoolClient, from: string, into: string): Promise<void> {
  await client.query(
    `INSERT INTO machine_event (machine_id, at, type) SELECT $2::uuid, at, type FROM machine_event
      WHERE machine_id = $1 ON CONFLICT (machine_id, at, type) DO NOTHING`,
    [from, into],
  );
  // Snapshots without numbers are a stream under the machine's own id: it ends, and theirs go to the other's.
  await client.query('UPDATE stream SET machine_id = $2 WHERE machine_id = $1 AND stream_id <> $1', [
    from,
    into,
  ]);
  await client.query('UPDATE collection_session SET stream_id = $2 WHERE stream_id = $1', [from, into]);
  for (const table of ['api_key', 'report', 'collection_session'])
    await client.query(`UPDATE ${table} SET machine_id = $2 WHERE machine_id = $1`, [from, into]);
  await client.query(
    'UPDATE upload SET machines = array_replace(machines, $1, $2) WHERE $1 = ANY(machines)',
    [from, into],
  );
  for (const table of ['report', 'report_schedule'])
    await client.query(
      `UPDATE ${table} SET machine_ids = array_replace(machine_ids, $1, $2) WHERE $1 = ANY(machine_ids)`,
      [from, into],
    );
  await client.query(
    `UPDATE machine i SET last_seen_at = greatest(i.last_seen_at, f.last_seen_at),
            created_at = least(i.created_at, f.created_at)
       FROM machine f WHERE f.id = $1 AND i.id = $2`,
    [from, into],
  );
  await client.query('DELETE FROM machine WHERE id = $1', [from]);
}
