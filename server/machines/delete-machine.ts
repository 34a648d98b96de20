import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError, notFound } from '#server/errors.ts';
import { lockSamples } from '#server/metrics/segments/lock-samples.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findMachine } from './find-machine.ts';

/**
 * Removes a machine (name or internal id) with all it has: samples, streams, events, reports and keys, in one
 * transaction. There is no way back.
 * @param confirm the machine's name, as a sign that it is meant
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT when it is not confirmed
 */
export async function deleteMachine(
  ctx: TenantContext,
  nameOrId: string,
  confirm: string | undefined,
): Promise<void> {
  requireScope(ctx, 'admin');
  const { id, machine_id: name } = await findMachine(ctx, nameOrId);
  if (confirm !== name)
    throw new AppError(
      'INVALID_INPUT',
      'This removes the machine with all its samples, reports and keys. Add ?confirm=<machine_id> to do it.',
      { field: 'confirm', machine_id: name },
    );
  const { pool } = await tenantDb(ctx.tenant);
  const keys = await transaction(pool, async (client) => {
    // A delivery under way is waited for; one that comes later finds no machine.
    const { rowCount } = await client.query('SELECT FROM machine WHERE id = $1 FOR UPDATE', [id]);
    if (rowCount === 0) throw notFound('machine');
    await lockSamples(client, id);
    await client.query('DELETE FROM sample_batch WHERE machine_id = $1', [id]);
    await client.query('DELETE FROM segment WHERE machine_id = $1', [id]);
    await client.query('DELETE FROM rollup_hour WHERE machine_id = $1', [id]);
    const { rows } = await client.query<{ key_id: string }>(
      'DELETE FROM api_key WHERE machine_id = $1 RETURNING key_id',
      [id],
    );
    // Streams, events and reports go with it.
    await client.query('DELETE FROM machine WHERE id = $1', [id]);
    return rows.map((row) => row.key_id);
  });
  // After the commit: a locator without a key is idle, a key without a locator could not be found to be revoked.
  await controlDb().apiKeyLocator.deleteMany({ where: { tenantId: ctx.tenant.id, keyId: { in: keys } } });
  await recordAudit(ctx, { verb: 'machine.delete', target: name, details: { id, keys } });
}
