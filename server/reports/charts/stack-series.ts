import type { ChartSeries } from '../report-model.ts';

/** The lower and upper edge of one layer, per point; null where any layer of the stack was not measured. */
export interface Layer {
  id: string;
  edges: (readonly [low: number, high: number] | null)[];
}

/**
 * Puts series on top of each other, first at the bottom. Where one of them is null there is no total, so the whole
 * stack breaks there rather than sink.
 */
export function stackSeries(series: readonly ChartSeries[], length: number): Layer[] {
  const base: (number | null)[] = Array.from({ length }, (_, at) =>
    series.every((one) => one.avg[at] != null) ? 0 : null,
  );
  return series.map((one) => ({
    id: one.id,
    edges: base.map((low, at) => {
      if (low === null) return null;
      const high = low + Math.max(0, one.avg[at] ?? 0);
      base[at] = high;
      return [low, high] as const;
    }),
  }));
}
