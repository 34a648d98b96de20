// npm run bench -- agent: what the agent costs, and whether it says the truth, beside its peers in the same run.
import { join } from 'node:path';
import { cpu } from './agent/cpu.ts';
import type { Findings } from './agent/figure.ts';
import { flat } from './agent/flat.ts';
import { formatFigures } from './agent/format-figures.ts';
import { hostFacts } from './agent/host-facts.ts';
import { parse } from './agent/parse.ts';
import { process as processing } from './agent/process.ts';
import { HELP, type Options, type Part, readOptions } from './agent/read-options.ts';
import { truth } from './agent/truth.ts';
import { wire } from './agent/wire.ts';
import { writeResults } from './agent/write-results.ts';

const MEASURE: Record<Part, (options: Options) => Promise<Findings>> = {
  parse,
  wire,
  cpu,
  truth,
  flat,
  process: processing,
};
const RESULTS = join(import.meta.dirname, 'results', 'agent.json');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(3));
  if (options.help) return void process.stdout.write(HELP);
  const host = hostFacts();
  console.log(`${host.cpu}, ${host.cores} CPUs, Linux ${host.kernel}, Node ${host.node}`);
  for (const part of options.parts) {
    console.log(`\n${part}`);
    const { figures, missing, details = [] } = await MEASURE[part](options);
    for (const line of details) console.log(`  ${line}`);
    console.log(formatFigures(figures));
    for (const line of missing) console.log(`  missing: ${line}`);
    writeResults(RESULTS, part, host, figures, missing);
  }
  console.log(`\nwritten to ${RESULTS}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
