import { expect, test } from 'vitest';
import { spearman } from './spearman.ts';

test.each([
  ['the same order', [1, 2, 3, 10], [5, 6, 7, 8], 1],
  ['the opposite order', [1, 2, 3], [3, 2, 1], -1],
  // Worked by hand: ranks 1 2.5 2.5 4 against 1 2 3 4 = 4.5 / √(4.5 · 5).
  ['ties share their rank', [10, 20, 20, 30], [1, 2, 3, 4], 4.5 / Math.sqrt(22.5)],
  ['only pairs that are known', [1, null, 2, 3], [1, 5, null, 3], 1],
])('%s', (_, a, b, rho) => {
  expect(spearman(a, b).rho).toBeCloseTo(rho, 12);
});

test.each([
  ['one that does not vary', [1, 1, 1], [1, 2, 3]],
  ['a single pair', [1], [1]],
  ['nothing', [], []],
  ['all null', [null, null], [1, 2]],
])('says nothing of %s', (_, a, b) => {
  expect(spearman(a, b).rho).toBeNull();
});
