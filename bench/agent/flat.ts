import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure, Findings } from './figure.ts';
import type { TickReport } from './flat-child.ts';
import { inTemporaryFolder } from './in-temporary-folder.ts';
import { median } from './median.ts';
import { openReceiver } from './open-receiver.ts';
import { pccFlags } from './pcc-flags.ts';
import type { Options } from './read-options.ts';

/** What grows by less than this from the second tenth of the ticks to the last is flat. */
const MOST_GROWTH_MB = 2;
const MEMORY_FOLDER = '/dev/shm';
/**
 * V8 sizes its young generation, and glibc its arenas, by the pace of allocation, which here is a thousand times that
 * of an agent: both are held small, so that what grows is what is kept.
 */
const NODE_FLAGS = ['--expose-gc', '--max-semi-space-size=1'];
const ONE_ARENA = { MALLOC_ARENA_MAX: '1' };

/**
 * Memory over many ticks, driven as fast as they go: the collectors, the spool and the delivery of pcc, in a process of
 * their own, on recorded files and with a clock that jumps to the next tick. The spool lies in memory where there is a
 * tmpfs, so that the disk does not set the pace.
 */
export async function flat({ ticks }: Options): Promise<Findings> {
  const parent = existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : undefined;
  return inTemporaryFolder(async (folder) => {
    const reports = await drive(folder, ticks);
    return { figures: growth(reports, ticks), missing: [] };
  }, parent);
}

async function drive(folder: string, ticks: number): Promise<TickReport[]> {
  let acked = 0;
  const flags = pccFlags(join(folder, 'state'));
  const proc = join(folder, 'proc');
  mkdirSync(proc);
  const receiver = await openReceiver(({ snapshots }) => {
    acked += snapshots;
    if (child.connected) child.send({ acked });
  });
  const child = fork(
    join(import.meta.dirname, 'flat-child.ts'),
    [String(ticks), proc, ...flags, '--mode', 'trickle', '--server', receiver.url, '--batch', '0s'],
    {
      execArgv: NODE_FLAGS,
      env: { NODE_ENV: 'production', PATH: process.env.PATH, PCC_APIKEY: 'bench', ...ONE_ARENA },
    },
  );
  const reports: TickReport[] = [];
  child.on('message', (report: TickReport) => reports.push(report));
  const [code] = await once(child, 'exit');
  await receiver.close();
  if (code !== 0) throw new Error(`the driver of the ticks ended with status ${code}`);
  return reports;
}

function growth(reports: readonly TickReport[], ticks: number): Figure[] {
  const tenth = Math.floor(reports.length / 10);
  const part = (from: number, key: 'rss' | 'heap'): number =>
    median(reports.slice(from, from + tenth).map((report) => report[key]));
  const late = reports.length - tenth;
  const named = `over ${ticks.toLocaleString('en-US')} ticks`;
  const bar = { sense: 'at most', value: MOST_GROWTH_MB } as const;
  return [
    { what: `RSS: growth ${named}`, value: part(late, 'rss') - part(tenth, 'rss'), unit: 'MB', bar },
    { what: `heap: growth ${named}`, value: part(late, 'heap') - part(tenth, 'heap'), unit: 'MB', bar },
    {
      what: 'RSS in the last tenth',
      value: part(late, 'rss'),
      unit: 'MB',
      note: 'unbundled, with its driver and a young generation of 1 MB',
    },
    {
      what: 'snapshots delivered',
      value: reports.at(-1)?.acked ?? 0,
      unit: '',
      bar: { sense: 'at least', value: ticks },
    },
  ];
}
