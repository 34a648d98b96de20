// Makes a report from the store in a process of its own: node make-report-process.ts <what as JSON> <folder>. Writes
// model.json, report.html and report.pdf into the folder.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeControl } from '#server/db/close-control.ts';
import { closeAllTenantDbs } from '#server/db/tenant-db.ts';
import { SCOPES, type TenantContext } from '#server/tenancy/context.ts';
import { buildReportModel } from '../build-report-model.ts';
import { renderHtml } from '../render-html.ts';
import { renderPdf } from '../render-pdf.ts';
import type { ReportOptions } from '../report-options.ts';

/** What the process is told; times are ISO 8601. */
export interface ToMake {
  tenant: TenantContext['tenant'];
  machines: string[];
  start: string;
  end: string;
  compareWith: { start: string; end: string };
  now: string;
  options: ReportOptions;
}

const [what = '', folder = ''] = process.argv.slice(2);
const { tenant, machines, start, end, compareWith, now, options } = JSON.parse(what) as ToMake;
const ctx: TenantContext = { tenant, actor: { kind: 'job', id: 'test' }, scopes: new Set(SCOPES) };
const range = (of: { start: string; end: string }) => ({ start: new Date(of.start), end: new Date(of.end) });
const model = await buildReportModel(ctx, {
  ...{ machines, ...range({ start, end }), compareWith: range(compareWith) },
  ...{ now: new Date(now), options },
});
writeFileSync(join(folder, 'model.json'), JSON.stringify(model));
writeFileSync(join(folder, 'report.html'), renderHtml(model));
writeFileSync(join(folder, 'report.pdf'), await renderPdf(model));
await closeAllTenantDbs();
await closeControl();
