import { expect, test } from 'vitest';
import { niceCeiling } from './nice-ceiling.ts';

test.each([
  [Number.NaN, 1],
  [-3, 1],
  [0, 1],
  [0.4, 1],
  [1, 1],
  [1.01, 1.2],
  [1.3, 1.6],
  [1.7, 2],
  [2.1, 4],
  [4.5, 6],
  [7, 8],
  [8.1, 10],
  [99, 100],
  [130, 160],
  [390, 400],
])('%d → %d', (value, ceiling) => {
  expect(niceCeiling(value)).toBeCloseTo(ceiling, 9);
});
