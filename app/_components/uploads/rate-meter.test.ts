import { expect, test } from 'vitest';
import { RateMeter } from './rate-meter.ts';

test('measures over the last seconds', () => {
  const meter = new RateMeter();
  expect(meter.measure(0, 0)).toBeNull();
  expect(meter.measure(100, 100)).toBeNull();
  expect(meter.measure(1000, 1000)).toBe(1000);
  for (let second = 2; second <= 20; second++) meter.measure(second * 5000, second * 1000);
  expect(meter.measure(105_000, 21_000)).toBe(5000);
});

test('a stretch without news slows it down, and what is counted anew is never negative', () => {
  const meter = new RateMeter();
  meter.measure(0, 0);
  expect(meter.measure(1000, 10_000)).toBe(100);
  expect(meter.measure(0, 11_000)).toBe(0);
});
