import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError, notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { log } from '#server/log.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { finishReport } from './finish-report.ts';
import { makeFiles } from './make-files.ts';
import { RenderError } from './render-pdf.ts';
import { afterScheduled } from './schedules/after-scheduled.ts';
import { takeReport } from './take-report.ts';
import { watchReport } from './watch-report.ts';

/** What the user reads when we do not know why; the log has the rest. */
const UNKNOWN_FAILURE = 'The report could not be made. Ask for it again; the log of the worker says why.';

/**
 * Makes a requested report, in the worker: builds the model, renders it, stores the files. Whatever goes wrong ends
 * as the report's `failed` and a sentence. Safe to run twice: a finished report is left as it is, one that a crash
 * left half-way is made again, and one that was cancelled is not.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function runReport(ctx: TenantContext, reportId: string): Promise<void> {
  requireScope(ctx, 'read');
  if (!isUuid(reportId)) throw notFound('report');
  const { pool } = await tenantDb(ctx.tenant);
  const report = await takeReport(pool, reportId);
  if (!report) return;
  const watch = watchReport(pool, ctx, reportId);
  try {
    const files = await makeFiles(ctx, report, watch);
    await finishReport(ctx, reportId, { files });
  } catch (error) {
    // Nobody waits for it any more.
    if (watch.signal.aborted) return;
    log().error({ err: error, tenant: ctx.tenant.id, report: reportId }, 'report failed');
    const isForUsers = error instanceof AppError || error instanceof RenderError;
    await finishReport(ctx, reportId, { error: isForUsers ? error.message : UNKNOWN_FAILURE });
  } finally {
    await watch.stop();
  }
  if (report.scheduleId !== null) await afterScheduled(ctx, reportId, report.scheduleId);
}
