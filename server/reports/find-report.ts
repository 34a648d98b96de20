import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { REPORT_COLUMNS, type ReportView, reportView } from './report-view.ts';

/**
 * One report, without its file.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function findReport(ctx: TenantContext, reportId: string): Promise<ReportView> {
  requireScope(ctx, 'read');
  if (!isUuid(reportId)) throw notFound('report');
  const { prisma } = await tenantDb(ctx.tenant);
  const row = await prisma.report.findUnique({ where: { id: reportId }, select: REPORT_COLUMNS });
  if (!row) throw notFound('report');
  return reportView(row);
}
