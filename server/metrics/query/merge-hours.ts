import { HOUR } from './find-coverage.ts';
import type { HourSeries } from './read-hours.ts';
import type { SeriesRows } from './read-rows.ts';

/**
 * Hours as buckets of `width` ms, a multiple of an hour: mean as the sum over the count, so that it is the mean of the
 * samples and not of the hours.
 */
export function mergeHours(
  list: readonly HourSeries[],
  metrics: readonly string[],
  width: number,
): SeriesRows {
  const places = new Map<string, { entity: string; time: number; first: number; last: number }>();
  const keyOf = (entity: string, hour: number) => `${Math.floor(hour / width) * width} ${entity}`;
  for (const { entity, hour } of list)
    for (const begin of hour) {
      const key = keyOf(entity, begin);
      const known = places.get(key);
      const time = Math.floor(begin / width) * width;
      if (!known) places.set(key, { entity, time, first: begin, last: begin + HOUR - 1 });
      else {
        known.first = Math.min(known.first, begin);
        known.last = Math.max(known.last, begin + HOUR - 1);
      }
    }
  const sorted = [...places].sort(([, a], [, b]) => a.time - b.time);
  const rowOf = new Map(sorted.map(([key], row) => [key, row]));
  const column = (value = 0) => new Float64Array(sorted.length).fill(value);
  const count = new Map(metrics.map((id) => [id, column()]));
  const bands = new Map(
    metrics.map((id) => [id, { avg: column(), min: column(Number.NaN), max: column(Number.NaN) }]),
  );
  for (const series of list) {
    const band = bands.get(series.metric);
    const known = count.get(series.metric);
    if (!band || !known) continue;
    series.hour.forEach((begin, index) => {
      const row = rowOf.get(keyOf(series.entity, begin)) ?? 0;
      const [min, max] = [series.min[index] ?? Number.NaN, series.max[index] ?? Number.NaN];
      const seen = known[row] ?? 0;
      known[row] = seen + (series.count[index] ?? 0);
      band.avg[row] = (band.avg[row] ?? 0) + (series.sum[index] ?? 0);
      band.min[row] = seen === 0 ? min : Math.min(band.min[row] ?? min, min);
      band.max[row] = seen === 0 ? max : Math.max(band.max[row] ?? max, max);
    });
  }
  // From sums to means; without a value 0 / 0, which is NaN as it should be.
  for (const [id, { avg }] of bands)
    avg.forEach((sum, row) => {
      avg[row] = sum / (count.get(id)?.[row] ?? 0);
    });
  const rows = sorted.map(([, row]) => row);
  return {
    width,
    entity: rows.map(({ entity }) => entity),
    time: Float64Array.from(rows, ({ time }) => time),
    first: Float64Array.from(rows, ({ first }) => first),
    last: Float64Array.from(rows, ({ last }) => last),
    count: Float64Array.from(rows, ({ first, last }) => (last - first + 1) / HOUR),
    metrics: bands,
  };
}
