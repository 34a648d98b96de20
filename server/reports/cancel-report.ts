import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findReport } from './find-report.ts';
import { tellReport } from './tell-report.ts';

/**
 * Gives up a report that waits or is being made; its worker stops within a second or two. Again: nothing.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT when it is made already
 */
export async function cancelReport(ctx: TenantContext, reportId: string): Promise<void> {
  requireScope(ctx, 'write');
  const { status } = await findReport(ctx, reportId);
  const { pool } = await tenantDb(ctx.tenant);
  const cancelled = await transaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE report SET status = 'cancelled', stage = NULL, finished_at = now()
        WHERE id = $1 AND status IN ('queued', 'running')`,
      [reportId],
    );
    if (rowCount) await tellReport(client, ctx, reportId);
    return rowCount === 1;
  });
  if (cancelled) await recordAudit(ctx, { verb: 'report.cancel', target: reportId });
  else if (status === 'done')
    throw new AppError('CONFLICT', 'This report is made already. Delete it if nobody needs it.');
}
