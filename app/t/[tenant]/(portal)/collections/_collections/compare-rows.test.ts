import { expect, test } from 'vitest';
import type { MetricStats } from '#server/metrics/types.ts';
import { compareRows } from './compare-rows.ts';

const stats = (avg: number | null, p95: number | null) => ({ avg, p95 }) as MetricStats;

test('what both have is told apart in percent of the first; a start at nothing has no percent', () => {
  const first = {
    cpu_used: stats(20, 40),
    mem_used: stats(0, 0),
    load_1: stats(1, 2),
    swap_used: stats(0, 0),
  };
  const second = {
    cpu_used: stats(30, 20),
    mem_used: stats(5, 0),
    disk_read_bytes: stats(1, 1),
    load_1: stats(null, null),
    swap_used: stats(0, 0),
  };
  expect(
    compareRows(first, second).map(({ metric, avgChange, p95Change }) => [metric.id, avgChange, p95Change]),
  ).toEqual([
    ['cpu_used', 50, -50],
    ['mem_used', null, 0],
    ['swap_used', 0, 0],
  ]);
});
