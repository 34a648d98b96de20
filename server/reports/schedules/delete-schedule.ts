import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findSchedule } from './find-schedule.ts';

/** Ends a schedule. The reports it made stay. @throws AppError FORBIDDEN, NOT_FOUND */
export async function deleteSchedule(ctx: TenantContext, id: string): Promise<void> {
  requireScope(ctx, 'write');
  const { name } = await findSchedule(ctx, id);
  const { pool } = await tenantDb(ctx.tenant);
  await transaction(pool, async (client) => {
    await client.query('DELETE FROM report_schedule WHERE id = $1', [id]);
    await client.query('UPDATE report SET schedule_id = NULL WHERE schedule_id = $1', [id]);
  });
  await recordAudit(ctx, { verb: 'schedule.delete', target: name });
}
