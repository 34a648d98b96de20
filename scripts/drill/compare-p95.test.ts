import { expect, test } from 'vitest';
import { compareP95 } from './compare-p95.ts';

test('the median of the pairs counts, not the one that something else disturbed', () => {
  const pairs = [
    { alone: [10, 10], beside: [12, 12] },
    { alone: [10, 10], beside: [90, 90] },
    { alone: [20, 20], beside: [22, 22] },
  ];
  expect(compareP95('noise', pairs, 0.1).map(({ value }) => value)).toEqual([10, 22, 1.2, 0.1]);
});
