import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { RECENT_SPAN_MS } from './recent-span.ts';

/**
 * Removes what `machine_recent` has longer than it is read. Readers are not kept waiting. Safe to run twice.
 * @returns number of rows
 */
export async function forgetRecent(ctx: TenantContext, now: Date): Promise<number> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  const { rowCount } = await pool.query('DELETE FROM machine_recent WHERE slot < $1', [
    new Date(now.getTime() - RECENT_SPAN_MS),
  ]);
  return rowCount ?? 0;
}
