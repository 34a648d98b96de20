import { expect, test } from 'vitest';
import { percentileOf, stepMeans } from './column-figures.ts';
import { decodeLine, encodeLine } from './line.ts';

test('a line comes back to half a percent, with its gaps', () => {
  expect(decodeLine(encodeLine([0, 0.4, null, 33.3, 99.9, 100, 140, -1]))).toEqual([
    0,
    0.5,
    null,
    33.5,
    100,
    100,
    100,
    0,
  ]);
  expect(decodeLine('')).toEqual([]);
});

test.each([
  [[], null],
  [[Number.NaN], null],
  [[5], 5],
  [[1, Number.NaN, 3, 2], 2.9],
])('p95 of %j', (values, p95) => {
  const found = percentileOf(values, 0.95);
  if (p95 === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(p95, 10);
});

test('a step has the mean of its rows, each as often as it has samples', () => {
  const window = { start: 0, end: 30, stepMs: 10 };
  expect(stepMeans([1, 9, 25, -4, 30], [10, 40, Number.NaN, 7, 7], [1, 2, 1, 1, 1], window)).toEqual([
    30,
    null,
    null,
  ]);
});
