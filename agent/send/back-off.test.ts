import { expect, test } from 'vitest';
import { backOff } from './back-off.ts';

test.each([
  [1, 1000],
  [2, 2000],
  [3, 4000],
  [9, 256_000],
  [10, 300_000],
  [10_000, 300_000],
])('after failure %i draws from 0 to %i ms', (failures, most) => {
  expect(backOff(failures, 300_000, () => 0)).toBe(0);
  expect(backOff(failures, 300_000, () => 1)).toBe(most);
});
