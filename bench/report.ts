// npm run bench -- report: how long reports take to make, what they take of a process, and R Markdown in the same run.

import { join } from 'node:path';
import type { Figure, Findings } from './agent/figure.ts';
import { formatFigures } from './agent/format-figures.ts';
import { hostFacts } from './agent/host-facts.ts';
import { writeResults } from './agent/write-results.ts';
import { orMissing } from './or-missing.ts';
import { day } from './report/day.ts';
import { fillMachine } from './report/fill-machine.ts';
import { memory } from './report/memory.ts';
import { month } from './report/month.ts';
import { HELP, type Part, readOptions } from './report/read-options.ts';
import type { ReportRun } from './report/report-run.ts';
import { rmarkdown } from './report/rmarkdown.ts';
import { busyCores } from './store/busy-cores.ts';
import { openDatabase } from './store/open-database.ts';

const MEASURE: Record<Part, (run: ReportRun) => Promise<Findings>> = { day, rmarkdown, month, memory };
const RESULTS = join(import.meta.dirname, 'results', 'report.json');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(3));
  if (options.help) return void process.stdout.write(HELP);
  const host = hostFacts();
  console.log(`${host.cpu}, ${host.cores} CPUs, Linux ${host.kernel}, Node ${host.node}`);
  await buildRenderers();
  const database = await openDatabase({ NODE_ENV: 'production' });
  try {
    const filled = await fillMachine(options.days);
    for (const part of options.parts) {
      console.log(`\n${part}`);
      const others: Figure = {
        what: 'CPUs busy with other work just before',
        value: await busyCores(),
        unit: '',
      };
      const {
        figures: own,
        missing,
        details = [],
      } = await orMissing(part, () => MEASURE[part]({ database, options, ...filled }));
      const figures = [...own, others];
      for (const line of details) console.log(`  ${line}`);
      console.log(formatFigures(figures));
      for (const line of missing) console.log(`  missing: ${line}`);
      if (!options.quick) writeResults(RESULTS, part, host, figures, missing);
    }
    if (!options.quick) console.log(`\nwritten to ${RESULTS}`);
  } finally {
    await database.close();
  }
}

/** What `npm run build` makes of them. */
async function buildRenderers(): Promise<void> {
  const { buildPdfThread } = await import('../server/reports/pdf/build-thread.ts');
  const { buildReportBrowser } = await import('../server/reports/html/build-browser.ts');
  await Promise.all([buildPdfThread(), buildReportBrowser()]);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
