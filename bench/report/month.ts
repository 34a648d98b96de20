import type { Findings } from '../agent/figure.ts';
import { median } from '../agent/median.ts';
import { type Made, makeReport, type Step, type Took } from './make-report.ts';
import type { ReportRun } from './report-run.ts';

/** The report of all days with all sections. */
export async function month(run: ReportRun): Promise<Findings> {
  await makeReport(run, run.all);
  const made: Made[] = [];
  for (let round = 0; round < run.options.rounds; round += 1) made.push(await makeReport(run, run.all));
  const middle = (step: Step, of: keyof Took): number => median(made.map((one) => one[step][of]));
  const parts = (['model', 'html', 'pdf'] as const).map(
    (step) => `${step} ${middle(step, 'wall').toPrecision(3)} s`,
  );
  return {
    figures: [
      {
        what: `${run.options.days} days at 15 s: model, HTML and PDF`,
        value: middle('all', 'wall'),
        unit: 's',
        bar: { sense: 'at most', value: 8 },
        note: ['aim 3', ...parts, `${middle('all', 'cpu').toPrecision(3)} s of CPU`].join(', '),
      },
    ],
    missing: [],
  };
}
