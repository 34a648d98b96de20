import type { CollectionRecord } from '../../agent/contract/record.ts';

const UPTIME = '/proc/uptime';

/** Seconds that a recording spans, the interval behind its last tick included. */
export function spanOf(records: readonly CollectionRecord[]): number {
  const times = [...new Set(records.map(({ timestamp }) => timestamp))];
  const [first = 0, second = first + 1] = times;
  return (times.at(-1) ?? first) - first + (second - first);
}

/**
 * The same recording some seconds later, by the wall clock and by the uptime clock that rates are taken with: so the
 * repetition is no restart, only its counters fall once.
 */
export function shiftRecords(records: readonly CollectionRecord[], seconds: number): CollectionRecord[] {
  return records.map((record) => ({
    ...record,
    timestamp: record.timestamp + seconds,
    measurement: record.subsystem === UPTIME ? shiftUptime(record.measurement, seconds) : record.measurement,
  }));
}

function shiftUptime(text: string, seconds: number): string {
  const [uptime = '', ...rest] = text.split(' ');
  return [(Number(uptime) + seconds).toFixed(2), ...rest].join(' ');
}
