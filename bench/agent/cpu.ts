import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleCurrent } from './bundle-current.ts';
import { type Contender, startContenders } from './contenders.ts';
import { cpuMs } from './cpu-ms.ts';
import type { Bar, Figure, Findings } from './figure.ts';
import { inTemporaryFolder } from './in-temporary-folder.ts';
import { median } from './median.ts';
import { openReceiver } from './open-receiver.ts';
import { parseSmapsRollup } from './parse-smaps-rollup.ts';
import type { Options } from './read-options.ts';

/** Holds a whole delivery of batches of 15, so that rounds are alike. */
const ROUND_SECONDS = 15;
const MEMORY_BARS = {
  'pcc bundle': { rss: 50, private: 12 },
  'pcc single file': { rss: 22, private: 6 },
} as const;

/**
 * CPU per tick of pcc and of its peers, all sampling this host each second at the same time: the median of rounds of
 * 15 s behind a warm-up; and memory at the end.
 */
export async function cpu({ seconds, warmup, singleFile }: Options): Promise<Findings> {
  const missing: string[] = [];
  const figures = await inTemporaryFolder(async (folder) => {
    const bundle = join(await bundleCurrent(join(folder, 'build')), 'pcc.mjs');
    const receiver = await openReceiver();
    const started = await startContenders({
      folder,
      server: receiver.url,
      bundle,
      singleFile,
      onMissing: (text) => missing.push(text),
    });
    try {
      await sleep(warmup * 1000);
      const running = started.filter((contender) => isThere(contender, missing));
      const perTick = await measureRounds(running, Math.floor(seconds / ROUND_SECONDS));
      for (const { check } of running) check();
      return [...cpuFigures(running, perTick), ...running.flatMap(memoryFigures)];
    } finally {
      await Promise.all(started.map(({ stop }) => stop()));
      await receiver.close();
    }
  });
  return { figures, missing };
}

/** A program that has ended by itself is no contender, and the others are measured all the same. */
function isThere({ name, check }: Contender, missing: string[]): boolean {
  try {
    check();
    return true;
  } catch (error) {
    missing.push(`${name}: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

/** CPU per second, in ms, of each round, by contender. */
async function measureRounds(
  running: readonly Contender[],
  rounds: number,
): Promise<Map<Contender, number[]>> {
  const found = new Map<Contender, number[]>(running.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round += 1) {
    const before = running.map(({ pid }) => ({ ms: cpuMs(pid), at: performance.now() }));
    await sleep(ROUND_SECONDS * 1000);
    running.forEach((contender, index) => {
      const { ms = 0, at = 0 } = before[index] ?? {};
      const elapsed = (performance.now() - at) / 1000;
      found.get(contender)?.push((cpuMs(contender.pid) - ms) / elapsed);
    });
  }
  return found;
}

function cpuFigures(running: readonly Contender[], perTick: ReadonlyMap<Contender, number[]>): Figure[] {
  const of = (contender: Contender): number => median(perTick.get(contender) ?? []);
  const peer = running.find(({ kind }) => kind === 'node_exporter');
  return running.flatMap((contender): Figure[] => {
    const { name, kind } = contender;
    const isOurs = kind !== 'peer' && kind !== 'node_exporter';
    const value = of(contender);
    const figure: Figure = { what: `${name}: CPU per tick`, value, unit: 'ms' };
    if (!isOurs || !peer) return [figure];
    const bar: Bar = { sense: 'at most', value: 1 };
    const ratio = { what: `${name}: of node_exporter's CPU`, value: value / of(peer), unit: '×', bar };
    return [{ ...figure, note: 'aim: 0.7' }, ratio];
  });
}

function memoryFigures({ name, kind, pid }: Contender): Figure[] {
  const memory = parseSmapsRollup(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  const bars = kind === 'peer' || kind === 'node_exporter' ? null : MEMORY_BARS[kind];
  const figure = (what: string, value: number, bar?: number): Figure => ({
    what: `${name}: ${what}`,
    value,
    unit: 'MB',
    ...(bar !== undefined && { bar: { sense: 'at most', value: bar } }),
  });
  return [
    figure('RSS', memory.rss, bars?.rss),
    figure('private, written', memory.private, bars?.private),
    figure('private with its own program text', memory.unshared),
  ];
}
