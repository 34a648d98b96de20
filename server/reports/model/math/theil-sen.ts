import { percentilesOf } from '#server/metrics/query/percentiles-of.ts';

/** Change per unit of x, with the interval that holds the true one in 95 of 100 cases. */
export interface Trend {
  slope: number;
  low: number;
  high: number;
  /** Points it rests on. */
  count: number;
}

/** Two-sided 95 % of the normal distribution. */
const Z = 1.96;
/** With fewer points the interval says nothing. */
const FEWEST = 6;
/** Slopes between all pairs grow with the square: beyond this many points they are thinned evenly. */
const MOST_POINTS = 400;

/**
 * A line through points of which up to 29 % may be outliers: the median of the slopes between all pairs of points
 * (Theil 1950, Sen 1968), its confidence interval by the variance of Kendall's S (Sen 1968; Gilbert 1987, 16.5):
 * the slopes of rank (N ∓ C) / 2 of N, C = 1.96 · √(n (n − 1) (2 n + 5) / 18). Points in a row that depend on each
 * other make the true interval wider. Null below 6 points.
 */
export function theilSen(x: readonly number[], y: readonly number[]): Trend | null {
  const step = Math.ceil(x.length / MOST_POINTS);
  const kept = Array.from(x.keys()).filter((at) => at % step === 0);
  const n = kept.length;
  if (n < FEWEST) return null;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j < n; j += 1) {
      const [a, b] = [kept[i] ?? 0, kept[j] ?? 0];
      slopes[at] = ((y[b] ?? 0) - (y[a] ?? 0)) / ((x[b] ?? 0) - (x[a] ?? 0));
      at += 1;
    }
  const spread = (Z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)) / slopes.length / 2;
  const [low = 0, slope = 0, high = 0] = percentilesOf(slopes, [
    Math.max(0, 0.5 - spread),
    0.5,
    Math.min(1, 0.5 + spread),
  ]);
  return { slope, low, high, count: n };
}
