import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { REPORT_SELECT, type ReportRow, type ReportView, reportView } from './report-view.ts';

/**
 * One report, without its files.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function findReport(ctx: TenantContext, reportId: string): Promise<ReportView> {
  requireScope(ctx, 'read');
  if (!isUuid(reportId)) throw notFound('report');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<ReportRow>(`${REPORT_SELECT} WHERE r.id = $1`, [reportId]);
  const [row] = rows;
  if (!row) throw notFound('report');
  return reportView(row);
}
