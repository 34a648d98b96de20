import { expect, test } from 'vitest';
import type { MetricStats, StatsResult } from '#server/metrics/types.ts';
import { compareCsv, compareRows, sortRows } from './compare-rows.ts';

const stats = (p95: Record<string, number | null>): StatsResult => ({
  ...{ samples: 1, dataRange: null, approximate: false, entities: {} },
  metrics: Object.fromEntries(
    Object.entries(p95).map(([id, value]) => [id, { p95: value, avg: value } as MetricStats]),
  ),
});

test('of two, A − B and that in percent of B', () => {
  const rows = compareRows(
    [
      stats({ cpu_used: 30, mem_used: 5, load_1: 0, swap_used: 1 }),
      stats({ cpu_used: 20, mem_used: 0, load_1: 0, swap_used: null }),
    ],
    'p95',
  );
  expect(rows.map(({ metric, difference, change }) => [metric.id, difference, change])).toEqual([
    ['cpu_used', 10, 50],
    ['mem_used', 5, null],
    ['load_1', 0, 0],
  ]);
});

test('of more, how far apart they are and how far each is from the average', () => {
  const sides = [10, 20, 30].map((cpu_used) => stats({ cpu_used }));
  expect(compareRows(sides, 'avg')[0]).toMatchObject({ difference: 20, change: 100, apart: [-50, 0, 50] });
});

test('rows are sorted by anything, the unknown last', () => {
  const rows = compareRows(
    [stats({ cpu_used: 1, load_1: 3, mem_used: 5 }), stats({ cpu_used: 2, load_1: 1, mem_used: 0 })],
    'p95',
  );
  const ids = (...by: Parameters<typeof sortRows> extends [unknown, ...infer Rest] ? Rest : never) =>
    sortRows(rows, ...by).map(({ metric }) => metric.id);
  expect(ids('change', true)).toEqual(['load_1', 'cpu_used', 'mem_used']);
  expect(ids('change', false)).toEqual(['cpu_used', 'load_1', 'mem_used']);
  expect(ids(0, true)).toEqual(['mem_used', 'load_1', 'cpu_used']);
  expect(ids('name', false)).toEqual(['cpu_used', 'load_1', 'mem_used']);
});

test('the file has every figure, and cells that are no formulas', () => {
  const csv = compareCsv([stats({ cpu_used: 3 }), stats({ cpu_used: 2 })], ['=A1', 'B,1']);
  const [head, ...lines] = csv.trimEnd().split('\n');
  expect(head).toContain('"B,1",difference,percent_of_b');
  expect(head).not.toContain(',=A1');
  expect(lines).toEqual(['cpu_used,percent,avg,3,2,1,50', 'cpu_used,percent,p95,3,2,1,50']);
});
