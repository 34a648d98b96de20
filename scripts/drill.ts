// npm run drill: breaks a portal of its own in every way it must bear, and counts what that did.
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { inOwnMounts } from './drill/own-mounts.ts';
import { DRILLS, type DrillName, runDrills } from './drill/run-drills.ts';
import { buildPortal } from './up/build-portal.ts';
import { stage } from './up/stage.ts';

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('A whole number from 1.');
  return value;
};
const names = (text: string): DrillName[] =>
  text.split(',').map((name) => {
    const known = DRILLS.find((drill) => drill.name === name);
    if (!known) throw new InvalidArgumentError(`There are: ${DRILLS.map((drill) => drill.name).join(', ')}.`);
    return known.name;
  });

const options = new Command('npm run drill --')
  .description(
    `Breaks a portal of its own and counts: everything acknowledged must be there, once, and nothing refused.\n\n${DRILLS.map(({ name, title }) => `  ${name.padEnd(9)} ${title}`).join('\n')}`,
  )
  .option('--only <drills>', 'some of them, as kill,disk', names)
  .option('--rounds <n>', 'how many faults each injects', whole)
  .option(
    '--seed <n>',
    'the same seed breaks at the same moments',
    whole,
    Math.floor(Math.random() * 1e6) + 1,
  )
  .option('--quick', 'few faults, and nothing is measured')
  .option('--bare', "serve the API's routes alone: no built portal is needed")
  .option('--json <file>', 'write what was found to this file')
  .parse()
  .opts<{ only?: DrillName[]; rounds?: number; seed: number; quick?: true; bare?: true; json?: string }>();

const stopping = new AbortController();
const status = await inOwnMounts();
if (status !== null) process.exit(status);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!stopping.signal.aborted) console.log('\nStopping …');
    stopping.abort(new Error('stopped'));
  });
// Whoever started us is gone.
process.on('disconnect', () => stopping.abort(new Error('stopped')));

if (!options.bare)
  await stage('Building the portal', (say) => buildPortal(process.cwd(), say, stopping.signal));
const { only, bare, rounds, quick, seed, json } = options;
const isWhole = !only && rounds === undefined && !quick && !bare;
const kept = isWhole ? join(import.meta.dirname, '../bench/results/drill.json') : undefined;
const code = await runDrills({
  names: only ?? DRILLS.map(({ name }) => name),
  portalScript: bare ? 'scripts/drill/bare-portal.ts' : 'scripts/portal.ts',
  ...{ seed, quick: quick ?? false, signal: stopping.signal },
  ...(rounds !== undefined && { rounds }),
  results: [json, kept].filter((path) => path !== undefined),
});
// What a drill that failed left under way is not waited for.
process.exit(code);
