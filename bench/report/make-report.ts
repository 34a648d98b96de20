import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReportRun } from './report-run.ts';

/** What was done for a report, in seconds: by the clock, and of CPU of this process with its threads. */
export interface Took {
  wall: number;
  cpu: number;
}

/** What a report took, and how large its files are, in MB of 1,048,576 bytes. */
export interface Made {
  model: Took;
  html: Took;
  pdf: Took;
  all: Took;
  htmlMegabytes: number;
  pdfMegabytes: number;
}

export type Step = 'model' | 'html' | 'pdf' | 'all';

const MEGABYTE = 1_048_576;

/** Makes a report with all its sections, both files of it, by the verbs and in the order of the worker (makeFiles). */
export async function makeReport(
  { ctx, machine }: Pick<ReportRun, 'ctx' | 'machine'>,
  range: { start: Date; end: Date },
): Promise<Made> {
  const { buildReportModel } = await import('../../server/reports/build-report-model.ts');
  const { renderHtml } = await import('../../server/reports/render-html.ts');
  const { renderPdf } = await import('../../server/reports/render-pdf.ts');
  const whole = stopwatch();
  const reading = stopwatch();
  const model = await buildReportModel(ctx, { machines: [machine], ...range });
  const read = reading();
  await nextTurn();
  const drawing = stopwatch();
  const html = Buffer.from(renderHtml(model));
  const drawn = drawing();
  const printing = stopwatch();
  const pdf = await renderPdf(model);
  return {
    ...{ model: read, html: drawn, pdf: printing(), all: whole() },
    htmlMegabytes: html.byteLength / MEGABYTE,
    pdfMegabytes: pdf.byteLength / MEGABYTE,
  };
}

/** Begins now; answers what it took since. */
function stopwatch(): () => Took {
  const [began, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { wall: (performance.now() - began) / 1000, cpu: (user + system) / 1_000_000 };
  };
}
