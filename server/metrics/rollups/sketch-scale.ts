import { DDSketch } from '@datadog/sketches-js';

/** Relative accuracy of percentiles from rollups. */
const ACCURACY = 0.01;

export const emptySketch = (): DDSketch => new DDSketch({ relativeAccuracy: ACCURACY });

const { mapping } = emptySketch();

/**
 * The bucket of a positive value as SQL, null for what counts as zero: DDSketch's logarithmic mapping, ceil(log γ x)
 * with γ = (1 + α) / (1 − α) (Masson, Rim, Lee: DDSketch, VLDB 2019), so that values are counted before they leave
 * DuckDB. No metric is negative.
 */
export const bucketSql = (value: string): string =>
  `CASE WHEN ${value} > ${mapping.minPossible} THEN ceil(log2(${value}) * ${Math.LN2 / Math.log(mapping.gamma)})::INTEGER END`;

/** Counts `count` values of a bucket; null is the bucket of zeros. */
export function addBucket(sketch: DDSketch, bucket: number | null, count: number): void {
  sketch.accept(bucket === null ? 0 : mapping.value(bucket), count);
}
