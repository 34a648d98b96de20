import { execFile, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parseSnapshot } from '../../agent/procfs/parse-snapshot.ts';
import { carryFacts } from '../../agent/rates/carry-facts.ts';
import { rateSnapshots } from '../../agent/rates/rate-snapshots.ts';
import { bundleCurrent } from './bundle-current.ts';
import type { Findings } from './figure.ts';
import { findProgram } from './find-program.ts';
import { inTemporaryFolder } from './in-temporary-folder.ts';
import { isSame } from './is-same.ts';
import { meanSamples } from './mean-samples.ts';
import { parseCollection } from './parse-collection.ts';
import { parseSysstat } from './parse-sysstat.ts';
import { pccFlags } from './pcc-flags.ts';
import type { Options } from './read-options.ts';
import { startProgram } from './start-program.ts';
import { type PeerValue, truthRows } from './truth-rows.ts';

const run = promisify(execFile);
const SETTLE_SECONDS = 3;

/** pcc beside mpstat, iostat and sar over the same seconds of a load of its own: each shared metric's mean. */
export async function truth({ seconds }: Options): Promise<Findings> {
  const absent = ['mpstat', 'iostat', 'sar'].filter((name) => findProgram(name) === null);
  if (absent.length > 0) return { figures: [], missing: [`${absent.join(', ')}: apt-get install sysstat`] };
  return inTemporaryFolder(async (folder) => {
    const program = join(await bundleCurrent(join(folder, 'build')), 'pcc.mjs');
    const flags = pccFlags(folder);
    const pcc = startProgram(process.execPath, [program, ...flags, '--mode', 'local']);
    const load = fork(join(import.meta.dirname, 'load.ts'), [
      String(seconds + 2 * SETTLE_SECONDS),
      join(folder, 'load'),
    ]);
    try {
      // pcc ticks on whole seconds: the peers start on one too.
      await sleep(SETTLE_SECONDS * 1000 - (Date.now() % 1000));
      const first = Math.round(Date.now() / 1000);
      const theirs = await askPeers(seconds);
      await sleep(1500);
      pcc.check();
      await pcc.stop();
      const ours = readMeans(join(folder, 'collection.json'), first, first + seconds);
      return compare(ours, theirs, seconds);
    } finally {
      load.kill();
      await pcc.stop();
    }
  });
}

async function askPeers(seconds: number): Promise<PeerValue[]> {
  const env = { NODE_ENV: 'production' as const, PATH: process.env.PATH, LC_ALL: 'C', S_TIME_FORMAT: 'ISO' };
  const length = String(seconds);
  const ask = async (peer: PeerValue['peer'], flags: string[]): Promise<PeerValue[]> => {
    const { stdout } = await run(findProgram(peer) ?? peer, flags, { env, maxBuffer: 64 * 1024 * 1024 });
    return parseSysstat(stdout).flatMap((row) => truthRows(peer, row));
  };
  const answers = await Promise.all([
    ask('mpstat', ['-P', 'ALL', '1', length]),
    ask('iostat', ['-dxky', length, '1']),
    ask('sar', ['-n', 'DEV', '-r', '-q', '-w', '-B', '-W', '-S', '1', length]),
  ]);
  return answers.flat();
}

/** Our means over the ticks from one second to another. */
function readMeans(path: string, from: number, to: number): Map<string, number> {
  const ticks = Map.groupBy(parseCollection(readFileSync(path, 'utf8')), ({ timestamp, ms = 0 }) =>
    // A tick comes a few ms behind its second.
    Math.floor(timestamp + ms / 1000),
  );
  const snapshots = [...ticks]
    .filter(([second]) => second <= to)
    .map(([, records]) => parseSnapshot(records));
  const samples = snapshots.flatMap((snapshot, index) => {
    const previous = snapshots[index - 1];
    if (!previous || snapshot.time < (from + 1) * 1000) return [];
    return rateSnapshots(previous, carryFacts(previous, snapshot), 1).samples;
  });
  return meanSamples(samples);
}

function compare(ours: ReadonlyMap<string, number>, theirs: readonly PeerValue[], seconds: number): Findings {
  let apart = 0;
  const details: string[] = [];
  const missing: string[] = [];
  let compared = 0;
  for (const row of theirs) {
    const { peer, kind, entity, id, value } = row;
    const name = `${entity || kind} ${id}`;
    const mean = ours.get(`${kind} ${entity} ${id}`);
    if (mean === undefined) {
      // A device that has never done anything is no sample of ours.
      if (value !== 0) missing.push(`${name}: ${peer} says ${value}, pcc nothing`);
      continue;
    }
    compared += 1;
    const agrees = isSame(mean, value, row);
    if (!agrees) apart += 1;
    if (mean === 0 && value === 0) continue;
    details.push(
      `${name.padEnd(24)} pcc ${mean.toFixed(2).padStart(14)}  ${peer.padEnd(6)} ${value.toFixed(2).padStart(14)}  ` +
        (agrees ? '' : 'APART'),
    );
  }
  return {
    figures: [
      { what: `metrics compared over ${seconds} s of load`, value: compared, unit: '' },
      {
        what: 'apart by more than 1 percentage point or 2 %',
        value: apart,
        unit: '',
        bar: { sense: 'at most', value: 0 },
      },
    ],
    missing,
    details,
  };
}
