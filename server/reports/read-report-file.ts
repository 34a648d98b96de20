import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError, notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { reportFilename } from './report-filename.ts';
import type { ReportFormat } from './report-formats.ts';

export interface ReportFile {
  /** Letters, digits, dot, dash and underscore only: safe in a header and on any disk. */
  filename: string;
  format: ReportFormat;
  bytes: Uint8Array;
}

/**
 * A file of a finished report; without a format the PDF, or what there is.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT while it is not done, or when it was not made in this format
 */
export async function readReportFile(
  ctx: TenantContext,
  reportId: string,
  format?: ReportFormat,
): Promise<ReportFile> {
  requireScope(ctx, 'read');
  if (!isUuid(reportId)) throw notFound('report');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{
    status: string;
    error: string | null;
    start: Date;
    end: Date;
    machine: string;
    formats: ReportFormat[];
    format: ReportFormat | null;
    data: Buffer | null;
  }>(
    `SELECT r.status, r.error, r.range_start AS start, r.range_end AS end, m.machine_id AS machine, r.formats,
            f.format, f.data
       FROM report r JOIN machine m ON m.id = r.machine_id
       LEFT JOIN report_file f ON f.report_id = r.id AND ($2::text IS NULL OR f.format = $2)
      WHERE r.id = $1 ORDER BY f.format DESC LIMIT 1`,
    [reportId, format],
  );
  const [row] = rows;
  if (!row) throw notFound('report');
  if (!row.data || !row.format) {
    const { status } = row;
    if (status === 'done')
      throw new AppError('CONFLICT', `This report was made as ${row.formats.join(', ')} only.`, {
        formats: row.formats,
      });
    const reason = row.error ?? 'Ask again when its status is "done".';
    throw new AppError('CONFLICT', `This report has no file: it is ${status}. ${reason}`, { status });
  }
  return {
    filename: reportFilename(row.machine, row.start, row.end, row.format),
    format: row.format,
    bytes: row.data,
  };
}
