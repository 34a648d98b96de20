import { DDSketch } from '@datadog/sketches-js';

/** Relative accuracy of percentiles from rollups. */
const ACCURACY = 0.01;

/** A sketch of no value, with the accuracy that all rollups have. */
export const emptySketch = (): DDSketch => new DDSketch({ relativeAccuracy: ACCURACY });

const { mapping } = emptySketch();

/**
 * The bucket of a positive value as SQL, null for what counts as zero: DDSketch's logarithmic mapping, ceil(log γ x)
 * with γ = (1 + α) / (1 − α) (Masson, Rim, Lee: DDSketch, VLDB 2019), so that values are counted before they leave
 * DuckDB. No metric is negative.
 */
export const bucketSql = (value: string): string =>
  `CASE WHEN ${value} > ${mapping.minPossible} THEN ceil(log2(${value}) * ${Math.LN2 / Math.log(mapping.gamma)})::INTEGER END`;

/**
 * A sketch of zeros and of values whose bucket `lowest + i` holds `bins[i]`. Put together at once: added one by one,
 * DDSketch moves its bins again and again.
 */
export function sketchOf(zeros: number, lowest: number, bins: number[]): DDSketch {
  const sketch = emptySketch();
  const count = bins.reduce((sum, bin) => sum + bin, 0);
  if (count > 0)
    Object.assign(sketch.store, {
      bins,
      count,
      offset: lowest,
      minKey: lowest,
      maxKey: lowest + bins.length - 1,
    });
  sketch.zeroCount = zeros;
  sketch.count = zeros + count;
  return sketch;
}
