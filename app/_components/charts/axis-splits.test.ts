import { expect, test } from 'vitest';
import { axisSplits } from './axis-splits.ts';

test.each([
  [0, [0]],
  [1, [0, 0.25, 0.5, 0.75, 1]],
  [5, [0, 2, 4]],
  [6, [0, 2, 4, 6]],
  [10, [0, 2.5, 5, 7.5, 10]],
  [23.5, [0, 8, 16]],
  [64, [0, 20, 40, 60]],
  [100, [0, 25, 50, 75, 100]],
  [120, [0, 40, 80, 120]],
  [160, [0, 40, 80, 120, 160]],
  [400, [0, 100, 200, 300, 400]],
])('up to %d', (max, splits) => {
  expect(axisSplits(max)).toEqual(splits);
});
