import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findReport } from '../find-report.ts';
import type { ShareView } from './share-view.ts';

/** The links that open a report now, newest first. @throws AppError FORBIDDEN, NOT_FOUND */
export async function listShares(ctx: TenantContext, reportId: string): Promise<ShareView[]> {
  requireScope(ctx, 'read');
  await findReport(ctx, reportId);
  const { prisma } = await tenantDb(ctx.tenant);
  const rows = await prisma.reportShare.findMany({
    where: { reportId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    expires_at: row.expiresAt.toISOString(),
    made_by: row.madeBy,
    created_at: row.createdAt.toISOString(),
    last_opened: row.lastOpened?.toISOString() ?? null,
    opened_count: row.openedCount,
  }));
}
