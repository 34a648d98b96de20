import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import type { ReportFormat } from './report-formats.ts';
import type { ReportOptions } from './report-options.ts';
import { requestReport } from './request-report.ts';

/**
 * Asks for a report once more, with the same machines and options: of the same range, or of one as long that ends now.
 * A period to compare with moves along.
 * @throws AppError FORBIDDEN, NOT_FOUND, REPORT_TOO_LARGE
 */
export async function rerunReport(
  ctx: TenantContext,
  reportId: string,
  { newer, now = new Date() }: { newer: boolean; now?: Date },
): Promise<{ id: string; status: 'queued' }> {
  requireScope(ctx, 'read');
  if (!isUuid(reportId)) throw notFound('report');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{
    machines: string[];
    start: Date;
    end: Date;
    from: Date | null;
    to: Date | null;
    formats: ReportFormat[];
    options: ReportOptions;
  }>(
    `SELECT CASE WHEN machine_ids = '{}' THEN ARRAY[machine_id] ELSE machine_ids END AS machines, range_start AS start,
            range_end AS end, compare_start AS from, compare_end AS to, formats, options
       FROM report WHERE id = $1`,
    [reportId],
  );
  const [row] = rows;
  if (!row) throw notFound('report');
  const by = newer ? now.getTime() - row.end.getTime() : 0;
  const move = (at: Date) => new Date(at.getTime() + by);
  return requestReport(ctx, {
    machines: row.machines,
    start: move(row.start),
    end: move(row.end),
    compareWith: row.from && row.to && { start: move(row.from), end: move(row.to) },
    formats: row.formats,
    options: row.options,
  });
}
