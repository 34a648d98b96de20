import { sketchOf } from './sketch-scale.ts';
import type { RollupSeries, SketchPercentiles } from './types.ts';

/**
 * Percentiles over all hours of a series that was read with its sketches, each within 1 % of the value at that rank.
 * @returns null without any value
 */
export function mergeSketches({
  sketches,
  min,
  max,
}: Pick<RollupSeries, 'sketches' | 'min' | 'max'>): SketchPercentiles | null {
  // Bucket by bucket: DDSketch's own merge goes wrong when a store ends at bucket 0 (its _extendRange takes 0 for none).
  const filled = sketches.map(({ store }) => store).filter(({ count }) => count > 0);
  const lowest = filled.reduce((key, { minKey }) => Math.min(key, minKey), Number.POSITIVE_INFINITY);
  const highest = filled.reduce((key, { maxKey }) => Math.max(key, maxKey), Number.NEGATIVE_INFINITY);
  const bins = new Array<number>(filled.length === 0 ? 0 : highest - lowest + 1).fill(0);
  for (const store of filled)
    for (let key = store.minKey; key <= store.maxKey; key += 1)
      bins[key - lowest] = (bins[key - lowest] ?? 0) + (store.bins[key - store.offset] ?? 0);
  const zeros = sketches.reduce((sum, { zeroCount }) => sum + zeroCount, 0);
  const merged = sketchOf(zeros, lowest, bins);
  if (merged.count === 0) return null;
  const smallest = min.reduce((a, b) => Math.min(a, b));
  const largest = max.reduce((a, b) => Math.max(a, b));
  const at = (quantile: number) => Math.min(largest, Math.max(smallest, merged.getValueAtQuantile(quantile)));
  return {
    p50: at(0.5),
    p75: at(0.75),
    p90: at(0.9),
    p95: at(0.95),
    p97_5: at(0.975),
    p99: at(0.99),
    p100: largest,
  };
}
