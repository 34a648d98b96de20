import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findReport } from './find-report.ts';

/**
 * Removes a report with its files and links; one that is being made is given up.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function deleteReport(ctx: TenantContext, reportId: string): Promise<void> {
  requireScope(ctx, 'write');
  const { machine } = await findReport(ctx, reportId);
  const { pool } = await tenantDb(ctx.tenant);
  await transaction(pool, (client) => client.query('DELETE FROM report WHERE id = $1', [reportId]));
  await recordAudit(ctx, {
    verb: 'report.delete',
    target: reportId,
    details: { machine: machine.machine_id },
  });
}
