import { expect, test } from 'vitest';
import { formatNumber } from './format-number.ts';

test.each([
  [null, '–'],
  [undefined, '–'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '–'],
  [0, '0'],
  [0.004, '0'],
  [-0.001, '0'],
  [0.05, '0.05'],
  [2.7149, '2.71'],
  [9.996, '10.0'],
  [48.24, '48.2'],
  [99.96, '100'],
  [100, '100'],
  [1234.5, '1,235'],
  [-12.34, '-12.3'],
])('%s is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});
