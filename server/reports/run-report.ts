import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError, notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { log } from '#server/log.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { buildReportModel } from './build-report-model.ts';
import { finishReport } from './finish-report.ts';
import { RenderError, renderPdf } from './render-pdf.ts';

/** What the user reads when we do not know why; the log has the rest. */
const UNKNOWN_FAILURE = 'The report could not be made. Ask for it again; the log of the worker says why.';

/**
 * Makes a requested report, in the worker: builds the model, renders it, stores the file. Whatever goes wrong ends
 * as the report's `failed` and a sentence. Safe to run twice: a finished report is left as it is, one that a crash
 * left half-way is made again.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function runReport(ctx: TenantContext, reportId: string): Promise<void> {
  requireScope(ctx, 'read');
  if (!isUuid(reportId)) throw notFound('report');
  const { pool } = await tenantDb(ctx.tenant);
  const taken = await transaction(pool, (client) =>
    client.query<{ machine_id: string; range_start: Date; range_end: Date; was_done: boolean }>(
      `UPDATE report SET status = CASE status WHEN 'done' THEN status ELSE 'running' END
       WHERE id = $1 RETURNING machine_id, range_start, range_end, status = 'done' AS was_done`,
      [reportId],
    ),
  );
  const [report] = taken.rows;
  if (!report) throw notFound('report');
  if (report.was_done) return;
  try {
    const model = await buildReportModel(ctx, {
      machines: [report.machine_id],
      start: report.range_start,
      end: report.range_end,
    });
    await finishReport(ctx, reportId, { bytes: await renderPdf(model) });
  } catch (error) {
    log().error({ err: error, tenant: ctx.tenant.id, report: reportId }, 'report failed');
    const isForUsers = error instanceof AppError || error instanceof RenderError;
    await finishReport(ctx, reportId, { error: isForUsers ? error.message : UNKNOWN_FAILURE });
  }
}
