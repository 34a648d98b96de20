import { expect, test } from 'vitest';
import { describeBasis } from './describe-basis.ts';

test.each([
  [true, 'raw', 1.0004, 'raw, 1 s'],
  [true, 'raw', 0.5, 'raw, 0.5 s'],
  [true, 'raw', 90, 'raw, 90 s'],
  [false, 'raw', 300, '5 min buckets of raw'],
  [false, 'rollup', 21_600, '6 h buckets of hourly figures'],
  [false, 'rollup', 172_800, '2 d buckets of hourly figures'],
] as const)('raw %s, from %s, %d s', (raw, source, resolutionSeconds, text) => {
  expect(describeBasis({ raw, source, resolutionSeconds })).toBe(text);
});
