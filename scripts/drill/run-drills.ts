import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '#agent/spool/testing/seeded-random.ts';
import { formatFigures } from '../../bench/agent/format-figures.ts';
import { hostFacts } from '../../bench/agent/host-facts.ts';
import { clock } from './drills/clock.ts';
import { cut } from './drills/cut.ts';
import { database } from './drills/database.ts';
import { dataDisk, temporaryDisk } from './drills/disk.ts';
import { kill } from './drills/kill.ts';
import { noisy } from './drills/noisy.ts';
import { slow } from './drills/slow.ts';
import { upload } from './drills/upload.ts';
import { formatTable } from './format-table.ts';
import { openSite, type Site, untilAtWork, untilUp } from './open-site.ts';
import { type Drill, type DrillRun, NotPossible, type Outcome } from './outcome.ts';

export type DrillName = (typeof DRILLS)[number]['name'];

/** All drills, in the order in which they run. */
export const DRILLS = [
  { name: 'kill', title: 'portals and worker killed at random moments', drill: kill },
  { name: 'database', title: 'PostgreSQL stopped, killed and started', drill: database },
  { name: 'disk', title: 'disk of the database full', drill: dataDisk },
  { name: 'temporary', title: 'disk for temporary files full', drill: temporaryDisk },
  { name: 'cut', title: 'connections cut after the commit, before the answer', drill: cut },
  { name: 'clock', title: 'clock set back and forward', drill: clock },
  { name: 'slow', title: 'slow connections beside others', drill: slow },
  { name: 'noisy', title: 'a tenant at 20 times its limit beside another', drill: noisy },
  { name: 'upload', title: 'uploads cut off at random bytes', drill: upload },
] as const satisfies readonly { name: string; title: string; drill: Drill }[];

/** A line of the table; `notPossible`: it could not be tried here, and why. */
export type Result = { drill: string; title: string; seconds: number } & (
  | (Outcome & { notPossible?: undefined })
  | { notPossible: string }
);

/** A drill that hangs is a finding too. */
const LONGEST_MS = 300_000;
/** Cases of one kind that are printed. */
const SHOWN = 10;

/**
 * Opens a site, runs the drills on it one after the other, prints what each found and a table of all, and removes
 * everything.
 * @param results files to write what was found to, as JSON
 * @returns the exit status: 0 when nothing was lost, doubled or wrong; 130 when it was stopped
 */
export async function runDrills(options: {
  names: readonly DrillName[];
  portalScript: string;
  seed: number;
  quick: boolean;
  rounds?: number;
  results: readonly string[];
  signal: AbortSignal;
}): Promise<number> {
  const { names, seed, quick, signal } = options;
  console.log(`seed ${seed}`);
  const site = await openSite(options.portalScript);
  const stop = () => void site.close();
  signal.addEventListener('abort', stop);
  const found: Result[] = [];
  try {
    for (const { name, title, drill } of DRILLS) {
      if (!names.includes(name) || signal.aborted) continue;
      console.log(`\n${name}: ${title}`);
      const began = Date.now();
      const over = new AbortController();
      const run: DrillRun = {
        ...{ site, quick },
        signal: AbortSignal.any([signal, over.signal]),
        random: seededRandom(seed + name.length * 1000 + name.charCodeAt(0)),
        rounds: ({ full, quick: few }) => options.rounds ?? (quick ? few : full),
        say: (line) => console.log(`  ${line}`),
      };
      const outcome = await attempt(drill, run);
      // Whoever a drill set to work and left, because it failed, stops.
      over.abort(new Error('the drill is over'));
      const seconds = Math.round((Date.now() - began) / 1000);
      found.push({ drill: name, title, seconds, ...outcome });
      if (signal.aborted) break;
      show(outcome);
      await mend(site);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    if (!signal.aborted && !found.every(isFine))
      console.log(`\nThe logs of all parts are kept in ${keepLogs(site.folder, seed)}`);
    await site.close();
  }
  if (signal.aborted) return 130;
  console.log(`\n${formatTable(found)}`);
  const report = { date: new Date().toISOString(), ...hostFacts(), seed, drills: found };
  for (const path of options.results) writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
  return found.every(isFine) ? 0 : 1;
}

/** Whether a drill showed nothing wrong. */
export const isFine = (result: Result): boolean =>
  result.notPossible !== undefined || result.lost.length + result.doubled.length + result.wrong.length === 0;

/** A drill that fails is a finding, and does not keep the others from being tried. */
async function attempt(drill: Drill, run: DrillRun): Promise<Outcome | { notPossible: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const end = (what: string) => reject(new Error(what));
    timer = setTimeout(end, LONGEST_MS, `it was not through after ${LONGEST_MS / 1000} s`);
    run.signal.addEventListener('abort', () => end('stopped'));
  });
  try {
    return await Promise.race([drill(run), late]);
  } catch (error) {
    if (error instanceof NotPossible) return { notPossible: error.message };
    const said = error instanceof Error ? error.message : String(error);
    return {
      ...{ faults: 0, acknowledged: 0, lost: [], doubled: [], notes: [] },
      wrong: [`the drill ended: ${said}`],
    };
  } finally {
    clearTimeout(timer);
  }
}

function show(outcome: Outcome | { notPossible: string }): void {
  if ('notPossible' in outcome) {
    console.log(`  not possible here: ${outcome.notPossible}`);
    return;
  }
  for (const note of outcome.notes) console.log(`  ${note}`);
  if (outcome.figures) console.log(formatFigures(outcome.figures));
  for (const kind of ['lost', 'doubled', 'wrong'] as const) {
    const cases = outcome[kind];
    for (const one of cases.slice(0, SHOWN)) console.log(`  ${kind.toUpperCase()} ${one}`);
    if (cases.length > SHOWN) console.log(`  ${kind.toUpperCase()} and ${cases.length - SHOWN} more`);
  }
}

/** Copies the logs to where they outlive the site. @returns the folder */
function keepLogs(folder: string, seed: number): string {
  const kept = join(tmpdir(), `perfanalysis-drill-logs-${seed}`);
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(folder))
    if (name.endsWith('.log')) copyFileSync(join(folder, name), join(kept, name));
  return kept;
}

/** Whatever a drill left broken: the next one begins with a site that is whole. */
async function mend(site: Site): Promise<void> {
  site.disks?.data.free();
  site.disks?.temporary.free();
  await site.database.start();
  for (const part of [...site.portals, site.worker]) if (!part.lives()) part.start();
  for (const portal of site.portals) await untilUp(portal);
  await untilAtWork(site.worker);
}
