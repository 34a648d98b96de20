import type { LiveSamples } from './live-samples.ts';

/** One sample of the host, as it arrived. */
export interface LiveRow {
  time: number;
  values: Readonly<Record<string, number | null>>;
}

/**
 * The rows with new ones put in: ascending, one per time (the newer delivery wins), none older than `start`.
 * Deliveries overlap after a reconnect and come late when an agent catches up; both are ordinary.
 */
export function appendLive(
  rows: readonly LiveRow[],
  arrived: Pick<LiveSamples, 'time' | 'values'>,
  start: number,
): LiveRow[] {
  const fresh = arrived.time.map((time, row): LiveRow => {
    const values = Object.entries(arrived.values).map(([metric, column]) => [metric, column[row] ?? null]);
    return { time, values: Object.fromEntries(values) };
  });
  const byTime = new Map([...rows, ...fresh].map((row) => [row.time, row]));
  return [...byTime.values()].filter((row) => row.time >= start).sort((a, b) => a.time - b.time);
}
