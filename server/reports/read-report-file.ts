import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError, notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { reportFilename } from './report-filename.ts';

export interface ReportFile {
  /** Letters, digits, dot, dash and underscore only: safe in a header and on any disk. */
  filename: string;
  bytes: Uint8Array;
}

/**
 * The PDF of a finished report.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT while it is not done
 */
export async function readReportFile(ctx: TenantContext, reportId: string): Promise<ReportFile> {
  requireScope(ctx, 'read');
  if (!isUuid(reportId)) throw notFound('report');
  const { prisma } = await tenantDb(ctx.tenant);
  const row = await prisma.report.findUnique({
    where: { id: reportId },
    select: {
      status: true,
      error: true,
      data: true,
      rangeStart: true,
      rangeEnd: true,
      machine: { select: { machineId: true } },
    },
  });
  if (!row) throw notFound('report');
  if (!row.data) {
    const reason = row.error ?? 'Ask again when its status is "done".';
    throw new AppError('CONFLICT', `This report has no file: it is ${row.status}. ${reason}`, {
      status: row.status,
    });
  }
  return { filename: reportFilename(row.machine.machineId, row.rangeStart, row.rangeEnd), bytes: row.data };
}
