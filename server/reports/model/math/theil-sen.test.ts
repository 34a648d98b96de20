import { describe, expect, test } from 'vitest';
import { theilSen } from './theil-sen.ts';

const hours = Array.from({ length: 24 }, (_, at) => at);

describe('theilSen', () => {
  test('finds the slope of a line exactly, with no doubt', () => {
    expect(
      theilSen(
        hours,
        hours.map((x) => 3 + 2 * x),
      ),
    ).toEqual({ slope: 2, low: 2, high: 2, count: 24 });
  });

  test('is not moved by outliers that would turn a least-squares line around', () => {
    const y = hours.map((x) => (x >= 20 ? -1000 : x));
    expect(theilSen(hours, y)?.slope).toBeGreaterThan(0);
  });

  test('agrees with the slopes of all pairs, sorted', () => {
    const y = hours.map((x) => x * 0.5 + 7 * Math.sin(x * 12.9));
    const slopes = hours
      .flatMap((i) => hours.filter((j) => j > i).map((j) => ((y[j] ?? 0) - (y[i] ?? 0)) / (j - i)))
      .sort((a, b) => a - b);
    const middle = ((slopes[137] ?? 0) + (slopes[138] ?? 0)) / 2;
    const found = theilSen(hours, y);
    expect(found?.slope).toBeCloseTo(middle, 12);
    expect(found?.low).toBeLessThan(middle);
    expect(found?.high).toBeGreaterThan(middle);
  });

  test('says nothing of fewer than six points', () => {
    expect(theilSen([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toBeNull();
    expect(theilSen([], [])).toBeNull();
  });

  test('takes a month of minutes without weighing all pairs', () => {
    const many = Array.from({ length: 43_200 }, (_, at) => at);
    expect(theilSen(many, many)).toMatchObject({ slope: 1 });
  });
});
