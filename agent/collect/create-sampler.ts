import type { CollectionRecord } from '../contract/record.ts';
import type { Log } from '../log.ts';
import { monotonicMs } from '../monotonic-ms.ts';
import type { Collector, Reading } from './collector.ts';

export interface Sampler {
  /** The records of one tick, all with the same time; empty when every collector failed. */
  sample(): Promise<CollectionRecord[]>;
  /** The next tick brings what is read more rarely too: a new file of a collection begins with it. */
  recordFacts(): void;
  /** How many collectors failed when they were last asked. */
  failing(): number;
  close(): void;
}

/** A tick comes a little early now and then. */
const TOLERANCE_MS = 100;

/**
 * Runs the collectors. One that fails is left out of the tick and never stops the others; its failure is logged once,
 * and once more when it is well again.
 */
export function createSampler(collectors: readonly Collector[], log: Log): Sampler {
  const failing = new Set<string>();
  const readAt = new Map<Collector, number>();

  const read = async ({ name, read: readOnce }: Collector): Promise<Reading[]> => {
    try {
      const readings = await readOnce();
      if (failing.delete(name)) log.info('collector recovered', { subsystem: name });
      return readings;
    } catch (error) {
      if (!failing.has(name)) {
        failing.add(name);
        log.warn('collector failed', { subsystem: name, reason: String(error) });
      }
      return [];
    }
  };
  const isDue = (collector: Collector): boolean => {
    if (collector.everyMs === 0) return true;
    const now = monotonicMs();
    const since = now - (readAt.get(collector) ?? Number.NEGATIVE_INFINITY);
    if (since < collector.everyMs - TOLERANCE_MS) return false;
    readAt.set(collector, now);
    return true;
  };
  return {
    async sample() {
      const now = Date.now();
      const time = { timestamp: Math.floor(now / 1000), ms: now % 1000 };
      const due = collectors.filter(isDue);
      // All of them are started, in order, before the first that has to wait is waited for.
      const readings = await Promise.all(due.map(read));
      return readings.flat().map((reading) => ({ ...time, ...reading }));
    },
    recordFacts() {
      readAt.clear();
    },
    failing: () => failing.size,
    close() {
      for (const collector of collectors) collector.close();
    },
  };
}
