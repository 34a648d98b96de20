// Started by flat.ts: drives ticks as fast as they go and reports its memory each hundredth of them.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openSink } from '../../agent/cli/open-sink.ts';
import { collectors } from '../../agent/collect/collectors.ts';
import { createSampler } from '../../agent/collect/create-sampler.ts';
import { type Clock, runTicks } from '../../agent/collect/run-ticks.ts';
import { readSettings } from '../../agent/config/read-settings.ts';
import { createLog } from '../../agent/log.ts';
import { syntheticProc } from './synthetic-proc.ts';
import { writeTree } from './write-tree.ts';

/** Memory in MB of 1,048,576 bytes; the heap behind a collection. */
export interface TickReport {
  rss: number;
  heap: number;
  acked: number;
}

const REPORTS = 100;
/** Files that were recorded, one after the other; new ones every so many ticks. */
const RECORDED = 50;
const TICKS_PER_FILE = 20;
/** Further ahead of the receiver than this no tick is taken. */
const MOST_WAITING = 60;
const MB = 1024 * 1024;

const [ticksText = '', procRoot = '', ...flags] = process.argv.slice(2);
const ticks = Number(ticksText);
let acked = 0;
process.on('message', (message: { acked: number }) => {
  acked = message.acked;
});

const next = syntheticProc({ cpus: 2, disks: 1, nics: 2, seed: 4 });
const recorded = Array.from({ length: RECORDED }, next);
const replay = (tick: number): void => {
  const files = recorded[(tick / TICKS_PER_FILE) % RECORDED];
  if (files) writeTree(procRoot, files);
};
replay(0);

const { settings } = readSettings([...flags, '--proc-root', procRoot], process.env, '');
const log = createLog('warn', (line) => process.stderr.write(line));
const sampler = createSampler(collectors(settings, log), log);
const sink = openSink(settings, log);
let now = Date.now();
const clock: Clock = {
  wall: () => now,
  mono: () => now,
  async sleep(ms) {
    now += ms;
    await nextTurn();
  },
};
let tick = 0;
await runTicks({
  interval: settings.frequency,
  duration: (ticks - 1) * settings.frequency,
  signal: new AbortController().signal,
  clock,
  async onTick() {
    sink.take(await sampler.sample());
    tick += 1;
    if (tick % TICKS_PER_FILE === 0) replay(tick);
    while (tick - acked > MOST_WAITING) await nextTurn();
    if (tick % Math.ceil(ticks / REPORTS) === 0) report();
  },
  onMissed: (missed) => log.warn('late', { missed }),
});
sampler.close();
const counts = await sink.close(3000);
acked = counts.acked ?? acked;
report();
process.disconnect();

function report(): void {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss: rss / MB, heap: heapUsed / MB, acked } satisfies TickReport);
}
