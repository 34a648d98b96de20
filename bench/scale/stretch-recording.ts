import type { CollectionRecord } from '../../agent/contract/record.ts';

const UPTIME = '/proc/uptime';
const DAY = 86_400;
/** What the quietest hour of a day has of the busiest, as in store/at-hour. */
const LEAST = 0.5;

/**
 * Snapshots of one host each `step` seconds, from Unix second `from` on, out of a recording that is far shorter than
 * they are: of each interval a part of the recording is told, longer at noon than at midnight and not the same twice
 * (its length differs by a few seconds), so that no round through the recording repeats another. The uptime goes on
 * evenly; counters fall once a round, which is one unknown interval.
 * @param plan.begin the recorded tick of the first snapshot: another one makes another host
 */
export function stretchRecording(
  ticks: readonly (readonly CollectionRecord[])[],
  { from, step, count, begin = 0 }: { from: number; step: number; count: number; begin?: number },
): CollectionRecord[][] {
  const uptime = 100_000 + (from % DAY);
  let place = begin;
  return Array.from({ length: count }, (_, index) => {
    const seconds = from + index * step;
    if (index > 0) place += strideAt(seconds, step, index);
    const records = ticks[place % ticks.length] ?? [];
    return records.map((record) => ({
      ...record,
      timestamp: seconds,
      ms: 0,
      measurement:
        record.subsystem === UPTIME ? `${(uptime + index * step).toFixed(2)}\n` : record.measurement,
    }));
  });
}

/** Recorded seconds that stand for the `step` seconds before `seconds`. */
function strideAt(seconds: number, step: number, index: number): number {
  const share = LEAST + ((1 - LEAST) * (1 - Math.cos((2 * Math.PI * seconds) / DAY))) / 2;
  // A few more or less, in no order that comes again soon (Knuth's multiplicative hash).
  const more = ((Math.imul(index, 0x9e3779b1) >>> 16) % 5) - 2;
  return Math.max(1, Math.round(step * share) + more);
}
