import type { CollectionRecord } from '../contract/record.ts';
import type { Log } from '../log.ts';
import type { Collector } from './collectors.ts';

export interface Sampler {
  /** The records of one tick, all with the same time; empty when every collector failed. */
  sample(): CollectionRecord[];
  close(): void;
}

const HOUR_MS = 3_600_000;

/**
 * Runs the collectors. One that fails is left out of the tick and never stops the others; its failure is logged once,
 * and once more when it is well again.
 */
export function createSampler(collectors: readonly Collector[], log: Log): Sampler {
  const failing = new Set<string>();
  let factsAt = Number.NEGATIVE_INFINITY;

  const read = (collector: Collector): string | null => {
    try {
      const measurement = collector.read();
      if (failing.delete(collector.subsystem))
        log.info('collector recovered', { subsystem: collector.subsystem });
      return measurement;
    } catch (error) {
      if (!failing.has(collector.subsystem)) {
        failing.add(collector.subsystem);
        log.warn('collector failed', { subsystem: collector.subsystem, reason: String(error) });
      }
      return null;
    }
  };
  return {
    sample() {
      const hourly = performance.now() - factsAt >= HOUR_MS;
      if (hourly) factsAt = performance.now();
      const now = Date.now();
      const time = { timestamp: Math.floor(now / 1000), ms: now % 1000 };
      const records: CollectionRecord[] = [];
      for (const collector of collectors) {
        if (collector.every === 'hour' && !hourly) continue;
        const measurement = read(collector);
        if (measurement !== null) records.push({ ...time, subsystem: collector.subsystem, measurement });
      }
      return records;
    },
    close() {
      for (const collector of collectors) collector.close();
    },
  };
}
