import { emptySketch } from './sketch-scale.ts';
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
  const merged = emptySketch();
  for (const { store, zeroCount, mapping } of sketches) {
    if (zeroCount > 0) merged.accept(0, zeroCount);
    store.bins.forEach((count, index) => {
      if (count > 0) merged.accept(mapping.value(index + store.offset), count);
    });
  }
  if (merged.count === 0) return null;
  const lowest = min.reduce((a, b) => Math.min(a, b));
  const highest = max.reduce((a, b) => Math.max(a, b));
  const at = (quantile: number) => Math.min(highest, Math.max(lowest, merged.getValueAtQuantile(quantile)));
  return {
    p50: at(0.5),
    p75: at(0.75),
    p90: at(0.9),
    p95: at(0.95),
    p97_5: at(0.975),
    p99: at(0.99),
    p100: highest,
  };
}
