import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TenantContext } from '#server/tenancy/context.ts';
import { withBranding } from './branding/with-branding.ts';
import { buildReportModel } from './build-report-model.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';
import type { ReportFormat } from './report-formats.ts';
import type { TakenReport } from './take-report.ts';
import type { ReportWatch } from './watch-report.ts';

/** Shares of the whole that are done when all is read, and when the model is there. */
const READ = 0.6;
const COMPUTED = 0.7;

/**
 * The files of a report, in the formats that were asked for. Without a logo or colour of its own it has the portal's.
 * @throws AppError, RenderError; whatever it is after the watch has aborted
 */
export async function makeFiles(
  ctx: TenantContext,
  report: TakenReport,
  { signal, note }: ReportWatch,
): Promise<Partial<Record<ReportFormat, Uint8Array>>> {
  const { machineIds, start, end, compareWith, formats } = report;
  note('reading', 0);
  const model = await buildReportModel(ctx, {
    machines: machineIds,
    start,
    end,
    compareWith,
    options: await withBranding(ctx, report.options),
    signal,
    onProgress: (share) => note(share < 1 ? 'reading' : 'computing', share * READ),
  });
  signal.throwIfAborted();
  note('drawing', COMPUTED);
  await nextTurn();
  const files: Partial<Record<ReportFormat, Uint8Array>> = {};
  if (formats.includes('html')) files.html = Buffer.from(renderHtml(model));
  if (formats.includes('pdf')) files.pdf = await renderPdf(model, report.options);
  signal.throwIfAborted();
  return files;
}
