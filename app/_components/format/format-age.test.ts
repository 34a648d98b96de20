import { expect, test } from 'vitest';
import { formatAge } from './format-age.ts';

test.each([
  [-5000, '0 s'],
  [999, '0 s'],
  [4000, '4 s'],
  [59_999, '59 s'],
  [180_000, '3 min'],
  [7_200_000, '2 h'],
  [172_800_000, '2 d'],
])('%d ms is %s', (milliseconds, text) => {
  expect(formatAge(milliseconds)).toBe(text);
});
