import { describe, expect, test } from 'vitest';
import type { SeriesResult } from '#server/metrics/types.ts';
import type { LiveRow } from './append-live.ts';
import { mergeLive } from './merge-live.ts';

const row = (time: number, cpu: number | null): LiveRow => ({ time, values: { cpu_user: cpu } });

function stored(raw: boolean, resolutionSeconds: number, rows: [number, number | null][]): SeriesResult {
  const column = rows.map(([, value]) => value);
  return {
    kind: 'host',
    resolutionSeconds,
    raw,
    source: 'raw',
    timestamps: rows.map(([time]) => time),
    series: { cpu_user: { avg: column, min: column, max: column } },
    entities: {},
    events: [],
  };
}

describe('raw', () => {
  const base = stored(true, 1, [
    [1000, 1],
    [2000, 2],
    [3000, 3],
  ]);

  test('arriving samples follow; those stored already are not drawn twice', () => {
    const { times, bands, bucketed } = mergeLive(base, [row(3000, 3), row(4000, 4), row(5000, null)], 0);
    expect(times).toEqual([1000, 2000, 3000, 4000, 5000]);
    expect(bands.cpu_user?.avg).toEqual([1, 2, 3, 4, null]);
    expect(bucketed).toBe(false);
  });

  test('the window slides: what lies before its start goes', () => {
    expect(mergeLive(base, [row(4000, 4)], 2500).times).toEqual([3000, 4000]);
    expect(mergeLive(base, [row(4000, 4)], 3500).times).toEqual([4000]);
    expect(mergeLive(base, [], 9000).times).toEqual([]);
  });

  test('nothing stored', () => {
    const empty: SeriesResult = { ...stored(true, 1, []), series: {} };
    expect(mergeLive(empty, [row(4000, 4)], 0).bands.cpu_user?.avg).toEqual([4]);
  });

  test('a metric that live samples do not carry is unknown there', () => {
    const only = mergeLive(base, [{ time: 4000, values: {} }], 0);
    expect(only.bands.cpu_user?.avg).toEqual([1, 2, 3, null]);
  });
});

describe('in buckets', () => {
  const base = stored(false, 5, [
    [0, 1],
    [5000, 2],
  ]);

  test('samples fill clock-aligned buckets with average, lowest and highest', () => {
    const rows = [row(10_000, 4), row(11_000, 8), row(14_999, null), row(15_000, 1)];
    const { times, bands, bucketed } = mergeLive(base, rows, 0);
    expect(times).toEqual([0, 5000, 10_000, 15_000]);
    expect(bands.cpu_user).toEqual({ avg: [1, 2, 6, 1], min: [1, 2, 4, 1], max: [1, 2, 8, 1] });
    expect(bucketed).toBe(true);
  });

  test('a bucket that is stored keeps its figures', () => {
    expect(mergeLive(base, [row(9000, 50)], 0).bands.cpu_user?.avg).toEqual([1, 2]);
  });
});
