import { collectors } from '../collect/collectors.ts';
import { createSampler } from '../collect/create-sampler.ts';
import { runTicks } from '../collect/run-ticks.ts';
import type { Settings } from '../config/settings.ts';
import type { CollectionRecord } from '../contract/record.ts';
import type { Log } from '../log.ts';
import { openSink } from './open-sink.ts';

const GRACE_MS = 3000;

/**
 * Collects until the duration is over or the signal comes, then delivers what is left for 3 s at most. Logs each tick
 * (`tick`: its number and time in Unix ms) at level debug and a `summary` at the end.
 */
export async function collect(settings: Settings, log: Log, signal: AbortSignal): Promise<void> {
  const sampler = createSampler(collectors(settings, log), log);
  const sink = openSink(settings, log);
  let ticks = 0;
  let late = 0;
  log.info('collecting', { mode: settings.mode, frequency_ms: settings.frequency, to: sink.name });
  await runTicks({
    interval: settings.frequency,
    duration: settings.duration,
    signal,
    async onTick() {
      const records = await sampler.sample();
      if (records.length === 0) return;
      ticks += 1;
      log.debug('tick', { seq: sink.take(records), time_ms: timeOf(records) });
    },
    onMissed(missed) {
      late += missed;
      log.warn('late, ticks left out', { missed });
    },
  });
  const counts = await sink.close(GRACE_MS);
  sampler.close();
  log.info('summary', { ticks, late, ...counts });
}

function timeOf([first]: readonly CollectionRecord[]): number {
  return first ? first.timestamp * 1000 + (first.ms ?? 0) : 0;
}
