import { getHeapStatistics } from 'node:v8';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepSmall } from './keep-small.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('gives back 20 s after the start what nobody holds any more', () => {
  const stop = keepSmall();
  let garbage: string[] | null = Array.from({ length: 200_000 }, (_, index) => `garbage ${index}`);
  const before = getHeapStatistics().used_heap_size;
  expect(garbage).toHaveLength(200_000);
  garbage = null;
  vi.advanceTimersByTime(20_000);
  expect(getHeapStatistics().used_heap_size).toBeLessThan(before);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
