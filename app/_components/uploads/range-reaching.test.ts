import { expect, test } from 'vitest';
import { rangeReaching } from './range-reaching.ts';

const MINUTE = 60_000;
test.each([
  [-5, '5m'],
  [0, '5m'],
  [5 * MINUTE, '5m'],
  [5 * MINUTE + 1, '15m'],
  [61 * MINUTE, '6h'],
  [25 * 60 * MINUTE, '7d'],
  [400 * 24 * 60 * MINUTE, '7d'],
])('%i ms ago: %s', (age, range) => expect(rangeReaching(age)).toBe(range));
