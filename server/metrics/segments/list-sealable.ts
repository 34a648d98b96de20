import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/** Internal ids of the machines that have batches which ended before `before`. */
export async function listSealable(ctx: TenantContext, before: Date): Promise<string[]> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  // One look into the index per machine instead of a scan over all batches.
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM machine m
      WHERE EXISTS (SELECT FROM sample_batch b WHERE b.machine_id = m.id AND b.last_time < $1)
      ORDER BY id`,
    [before],
  );
  return rows.map(({ id }) => id);
}
