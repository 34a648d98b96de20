import { expect, test } from 'vitest';
import { LiveStore, SPAN_MS } from './live-store.ts';

const samples = (times: number[], cpu: number[]) => ({
  time: times,
  values: { cpu_used: cpu, mem_used: times.map(() => 1), mem_total: times.map(() => 4) },
});

test('samples come to their places, late and repeated ones too', () => {
  const store = new LiveStore();
  store.add('a', samples([3000, 4000], [3, 4]));
  store.add('a', samples([1000, 3000, 5000], [1, 33, 5]));
  expect(store.of('a')?.times).toEqual([1000, 3000, 4000, 5000]);
  expect(store.of('a')?.columns.cpu).toEqual([1, 33, 4, 5]);
  expect(store.of('a')?.columns.memory).toEqual([25, 25, 25, 25]);
  expect(store.of('a')?.columns.disk).toEqual([null, null, null, null]);
  expect(store.of('b')).toBeUndefined();
});

test('what is older than the span goes, from all columns', () => {
  const store = new LiveStore();
  store.add('a', samples([1000, 2000], [1, 2]));
  store.add('a', samples([2000 + SPAN_MS], [3]));
  expect(store.of('a')?.times).toEqual([2000, 2000 + SPAN_MS]);
  expect(store.of('a')?.columns.cpu).toEqual([2, 3]);
});
