import { tenantDb } from '#server/db/tenant-db.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { REPORT_COLUMNS, type ReportView, reportView } from './report-view.ts';

export interface ReportPage {
  reports: ReportView[];
  /** Give it back as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/**
 * Reports, newest first, `limit` (at most 200) at a time; with `machineId` (the internal id) those of one machine.
 * @throws AppError FORBIDDEN
 */
export async function listReports(
  ctx: TenantContext,
  { machineId, cursor, limit = 50 }: { machineId?: string; cursor?: string; limit?: number } = {},
): Promise<ReportPage> {
  requireScope(ctx, 'read');
  // A foreign id and one that is none at all have the same answer: no reports.
  if ([machineId, cursor].some((id) => id !== undefined && !isUuid(id)))
    return { reports: [], next_cursor: null };
  const take = Math.min(200, Math.max(1, Math.floor(limit)));
  const { prisma } = await tenantDb(ctx.tenant);
  const rows = await prisma.report.findMany({
    ...(machineId === undefined ? {} : { where: { machineId } }),
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: take + 1,
    select: REPORT_COLUMNS,
  });
  const reports = rows.slice(0, take).map(reportView);
  return { reports, next_cursor: rows.length > take ? (reports.at(-1)?.id ?? null) : null };
}
