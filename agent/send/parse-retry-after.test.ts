import { expect, test } from 'vitest';
import { parseRetryAfter } from './parse-retry-after.ts';

const NOW = Date.parse('2026-01-07T19:10:11Z');

test.each([
  [undefined, 0],
  ['0', 0],
  ['120', 120_000],
  ['999999999', 3_600_000],
  ['Wed, 07 Jan 2026 19:10:41 GMT', 30_000],
  ['Wed, 07 Jan 2026 19:10:00 GMT', 0],
  ['soon', 0],
  ['', 0],
])('%j', (header, ms) => {
  expect(parseRetryAfter(header, NOW)).toBe(ms);
});
