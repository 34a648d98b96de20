import { expect, test } from 'vitest';
import { isSame } from './is-same.ts';

test.each([
  [50, 50.9, true, 0, true],
  [50, 51.1, true, 0, false],
  [0.4, 1.3, true, 0, true],
  [1020, 1000, false, 0, true],
  [1021, 1000, false, 0, false],
  [0, 0.9, false, 1, true],
  [0, 1.1, false, 1, false],
  [Number.NaN, 1, true, 0, false],
])('%d and %d, percent %s, least %d: %s', (ours, theirs, isPercent, least, same) => {
  expect(isSame(ours, theirs, { isPercent, least })).toBe(same);
});
