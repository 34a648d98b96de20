import { HOUR } from './find-coverage.ts';
import type { HourSeries } from './read-hours.ts';
import type { MetricColumns, SeriesRows } from './read-rows.ts';

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
  const column = (value = Number.NaN) => new Float64Array(sorted.length).fill(value);
  const bands = new Map(metrics.map((id) => [id, { avg: column(), min: column(), max: column() }]));
  const counts = new Map<string, Float64Array>();
  for (const series of list) {
    const band = bands.get(series.metric);
    const own = places.get(series.entity);
    if (!band || !own) continue;
    const count = counts.get(series.metric) ?? column(0);
    counts.set(series.metric, count);
    for (let at = 0; at < series.hour.length; at += 1) {
      const row = own.get(Math.floor((series.hour[at] ?? 0) / width) * width)?.row ?? 0;
      addHour(band, count, { row, series, at });
    }
  }
  for (const [id, count] of counts) divideBy(bands.get(id)?.avg, count);
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

/** Into `avg` goes the sum. */
function addHour(
  { avg, min, max }: MetricColumns,
  count: Float64Array,
  { row, series, at }: { row: number; series: HourSeries; at: number },
): void {
  const seen = count[row] as number;
  const low = series.min[at] as number;
  const high = series.max[at] as number;
  count[row] = seen + (series.count[at] as number);
  avg[row] = seen === 0 ? (series.sum[at] as number) : (avg[row] as number) + (series.sum[at] as number);
  min[row] = seen === 0 ? low : Math.min(min[row] as number, low);
  max[row] = seen === 0 ? high : Math.max(max[row] as number, high);
}

/** From sums to means; without a value it stays NaN. */
function divideBy(sums: Float64Array | undefined, count: Float64Array): void {
  if (!sums) return;
  for (let row = 0; row < sums.length; row += 1) sums[row] = (sums[row] as number) / (count[row] as number);
}
