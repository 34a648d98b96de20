import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findReport } from '../find-report.ts';

/** Ends a link at once; one that ended already stays ended. @throws AppError FORBIDDEN, NOT_FOUND */
export async function revokeShare(ctx: TenantContext, reportId: string, shareId: string): Promise<void> {
  requireScope(ctx, 'write');
  await findReport(ctx, reportId);
  if (!isUuid(shareId)) throw notFound('link');
  const { pool } = await tenantDb(ctx.tenant);
  const { rowCount } = await transaction(pool, (client) =>
    client.query(
      'UPDATE report_share SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 AND report_id = $2',
      [shareId, reportId],
    ),
  );
  if (rowCount === 0) throw notFound('link');
  await recordAudit(ctx, { verb: 'report.unshare', target: reportId, details: { share: shareId } });
}
