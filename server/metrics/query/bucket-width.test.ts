import { expect, test } from 'vitest';
import { bucketWidth } from './bucket-width.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, 1000, 1000],
  [15 * MINUTE, 1000, 1000],
  [HOUR, 1000, 5000],
  [DAY, 1000, 2 * MINUTE],
  [30 * DAY, 1000, HOUR],
  [365 * DAY, 1000, 12 * HOUR],
  [2000 * DAY, 1000, 2 * DAY],
  [2001 * DAY, 1000, 3 * DAY],
])('%d ms in %d points: %d ms', (span, points, width) => {
  expect(bucketWidth(span, points)).toBe(width);
});
