import { expect, test } from 'vitest';
import { percentile } from './percentile.ts';

test.each([
  [[1, 2, 3, 4, 5], 0.5, 3],
  [[5, 1], 0.25, 2],
  [[7], 0.99, 7],
  [[], 0.5, Number.NaN],
])('of %j at %d is %d', (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});
