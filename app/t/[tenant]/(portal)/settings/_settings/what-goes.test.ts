import { expect, test } from 'vitest';
import { whatGoes } from './what-goes.ts';

const now = Date.parse('2026-01-31T00:00:00Z');
const oldest = new Date('2026-01-21T00:00:00Z');

test.each([
  [0, oldest, null],
  [10, oldest, null],
  [30, oldest, null],
  [9, oldest, '2026-01-22T00:00:00.000Z'],
  [1, oldest, '2026-01-30T00:00:00.000Z'],
  [1, null, null],
  [Number.NaN, oldest, null],
])('%d days, the oldest of %s: before %s', (days, from, before) => {
  expect(whatGoes(days, from, now)?.toISOString() ?? null).toBe(before);
});
