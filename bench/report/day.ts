import type { Figure, Findings } from '../agent/figure.ts';
import { median } from '../agent/median.ts';
import { type Made, makeReport, type Step } from './make-report.ts';
import type { ReportRun } from './report-run.ts';

/** The report of a day with all sections, as a worker makes it that has made one before. */
export async function day(run: ReportRun): Promise<Findings> {
  const first = await makeReport(run, run.day);
  const made: Made[] = [];
  for (let round = 0; round < run.options.rounds; round += 1) made.push(await makeReport(run, run.day));
  const took = (step: Step, more: readonly string[] = []): Pick<Figure, 'value' | 'unit' | 'note'> => {
    const cpu = median(made.map((one) => one[step].cpu)).toPrecision(3);
    const early = first[step].wall.toPrecision(3);
    return {
      value: median(made.map((one) => one[step].wall)),
      unit: 's',
      note: [...more, `${cpu} s of CPU`, `the first of the process ${early} s`].join(', '),
    };
  };
  const size = (of: 'htmlMegabytes' | 'pdfMegabytes'): number => median(made.map((one) => one[of]));
  const atMost = (value: number) => ({ sense: 'at most', value }) as const;
  return {
    figures: [
      { what: 'model from the store', ...took('model', ['aim 0.3']), bar: atMost(1) },
      { what: 'PDF, all sections', ...took('pdf', ['aim 1.5', 'a fresh thread each']), bar: atMost(4) },
      { what: 'HTML', ...took('html', ['aim 0.4']), bar: atMost(1) },
      { what: 'all three', ...took('all') },
      { what: 'size of the HTML', value: size('htmlMegabytes'), unit: 'MB', bar: atMost(2) },
      { what: 'size of the PDF', value: size('pdfMegabytes'), unit: 'MB' },
    ],
    missing: [],
  };
}
