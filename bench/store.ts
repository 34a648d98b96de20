// npm run bench -- store: what the metric store takes and answers, beside its peers in the same run.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure, Findings } from './agent/figure.ts';
import { formatFigures } from './agent/format-figures.ts';
import { hostFacts } from './agent/host-facts.ts';
import { writeResults } from './agent/write-results.ts';
import { orMissing } from './or-missing.ts';
import type { BenchRun } from './store/bench-run.ts';
import { busyCores } from './store/busy-cores.ts';
import { chart } from './store/chart.ts';
import { openPortal } from './store/open-portal.ts';
import { HELP, type Part, readOptions } from './store/read-options.ts';
import { size } from './store/size.ts';
import { stats } from './store/stats.ts';
import { trickle } from './store/trickle.ts';
import { upload } from './store/upload.ts';

const MEASURE: Record<Part, (run: BenchRun) => Promise<Findings>> = { upload, size, stats, chart, trickle };
const RESULTS = join(import.meta.dirname, 'results', 'store.json');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(3));
  if (options.help) return void process.stdout.write(HELP);
  const isKept = !options.quick && options.profile === null;
  const host = hostFacts();
  console.log(`${host.cpu}, ${host.cores} CPUs, Linux ${host.kernel}, Node ${host.node}`);
  const portal = await openPortal(options.profile);
  try {
    const folder = join(portal.folder, 'bench');
    mkdirSync(folder);
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
      } = await orMissing(part, () => MEASURE[part]({ portal, folder, options }));
      const figures = [...own, others];
      for (const line of details) console.log(`  ${line}`);
      console.log(formatFigures(figures));
      for (const line of missing) console.log(`  missing: ${line}`);
      if (isKept) writeResults(RESULTS, part, host, figures, missing);
    }
    if (isKept) console.log(`\nwritten to ${RESULTS}`);
  } finally {
    await portal.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
