import { describe, expect, test } from 'vitest';
import { median } from './median.ts';

describe('median', () => {
  test.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  test('of nothing is unknown', () => {
    expect(median([])).toBeNaN();
  });
});
