import { HOUR } from './find-coverage.ts';
import type { HourSeries } from './read-hours.ts';
import type { SeriesRows } from './read-rows.ts';

/** A bucket of one entity: where it begins, the first and last moment of its hours, and its row in the answer. */
interface Place {
  entity: string;
  time: number;
  first: number;
  last: number;
  row: number;
}

/**
 * Hours as buckets of `width` ms, a multiple of an hour: mean as the sum over the count, so that it is the mean of the
 * samples and not of the hours.
 */
export function mergeHours(
  list: readonly HourSeries[],
  metrics: readonly string[],
  width: number,
): SeriesRows {
  const places = new Map<string, Map<number, Place>>();
  for (const { entity, hour } of list) {
    const known = places.get(entity) ?? new Map<number, Place>();
    places.set(entity, known);
    for (const begin of hour) {
      const time = Math.floor(begin / width) * width;
      const place = known.get(time);
      if (!place) known.set(time, { entity, time, first: begin, last: begin + HOUR - 1, row: 0 });
      else {
        place.first = Math.min(place.first, begin);
        place.last = Math.max(place.last, begin + HOUR - 1);
      }
    }
  }
  const sorted = [...places.values()].flatMap((known) => [...known.values()]).sort((a, b) => a.time - b.time);
  sorted.forEach((place, row) => {
    place.row = row;
  });
  const column = (value = 0) => new Float64Array(sorted.length).fill(value);
  const count = new Map(metrics.map((id) => [id, column()]));
  const bands = new Map(
    metrics.map((id) => [id, { avg: column(), min: column(Number.NaN), max: column(Number.NaN) }]),
  );
  for (const series of list) {
    const band = bands.get(series.metric);
    const known = count.get(series.metric);
    const own = places.get(series.entity);
    if (!band || !known || !own) continue;
    series.hour.forEach((begin, index) => {
      const row = own.get(Math.floor(begin / width) * width)?.row ?? 0;
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
  return {
    width,
    entity: sorted.map(({ entity }) => entity),
    time: Float64Array.from(sorted, ({ time }) => time),
    first: Float64Array.from(sorted, ({ first }) => first),
    last: Float64Array.from(sorted, ({ last }) => last),
    count: Float64Array.from(sorted, ({ first, last }) => (last - first + 1) / HOUR),
    metrics: bands,
  };
}
