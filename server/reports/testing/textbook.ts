/** A value and when it was sampled; null where nothing was measured. */
export interface Point {
  time: number;
  value: number | null;
}

/** By the textbook, on plain arrays: nothing of the product is used. */
export interface Figures {
  count: number;
  avg: number;
  sd: number | null;
  min: number;
  /** By linear interpolation between closest ranks, as in Hyndman and Fan's type 7. */
  at(percentile: number): number;
  /** Each value times the seconds since the sample before; the usual ones where that is unknown. Null of one sample. */
  total: number | null;
}

/** The figures of a metric; of no value at all, avg and min are no numbers. */
export function figuresOf(points: readonly Point[]): Figures {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const sorted = values.toSorted((a, b) => a - b);
  const avg = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - avg) ** 2, 0);
  return {
    count: values.length,
    avg,
    sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null,
    min: Math.min(...values),
    at: (percentile) => quantile(sorted, percentile / 100),
    total: totalOf(points),
  };
}

function totalOf(points: readonly Point[]): number | null {
  const steps = points.slice(1).map(({ time }, at) => time - (points[at]?.time ?? 0));
  if (steps.length === 0) return null;
  const usual = quantile(
    steps.toSorted((a, b) => a - b),
    0.5,
  );
  return points.reduce((sum, { value }, at) => {
    const step = steps[at - 1];
    const length = step === undefined || step > 2.5 * usual ? usual : step;
    return sum + ((value ?? 0) * length) / 1000;
  }, 0);
}

/** Of ascending values, at a share of 0–1. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** Pearson's correlation of ranks, each rank counted out: how many are smaller, and half of those that are the same. */
export function rankCorrelation(a: readonly (number | null)[], b: readonly (number | null)[]): number {
  const pairs = a.flatMap((value, at) => {
    const other = b[at] ?? null;
    return value === null || other === null ? [] : [[value, other] as const];
  });
  const ranks = (side: 0 | 1) =>
    pairs.map((one) => {
      const smaller = pairs.filter((pair) => pair[side] < one[side]).length;
      const same = pairs.filter((pair) => pair[side] === one[side]).length;
      return smaller + (same + 1) / 2;
    });
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [x, y] = [ranks(0), ranks(1)];
  const [mx, my] = [mean(x), mean(y)];
  const both = mean(x.map((value, at) => (value - mx) * ((y[at] ?? 0) - my)));
  return (
    both / Math.sqrt(mean(x.map((value) => (value - mx) ** 2)) * mean(y.map((value) => (value - my) ** 2)))
  );
}

/** The median of the slopes between all pairs, and those C/2 of all their ranks below and above it (Sen 1968). */
export function medianSlope(points: readonly { x: number; y: number }[]): {
  slope: number;
  low: number;
  high: number;
} {
  const slopes = points
    .flatMap((a, at) => points.slice(at + 1).map((b) => (b.y - a.y) / (b.x - a.x)))
    .toSorted((a, b) => a - b);
  const n = points.length;
  const spread = (1.96 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)) / 2 / slopes.length;
  return {
    slope: quantile(slopes, 0.5),
    low: quantile(slopes, Math.max(0, 0.5 - spread)),
    high: quantile(slopes, Math.min(1, 0.5 + spread)),
  };
}
