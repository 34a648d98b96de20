import { HOUR } from './find-coverage.ts';
import type { HourSeries } from './read-hours.ts';
import type { MetricColumns, SeriesRows } from './read-rows.ts';

/** The buckets of one entity from its first to its last, those without an hour included: it is -1 in `rows`. */
interface Lane {
  entity: string;
  /** Number of its first bucket since 1970, and of its last. */
  low: number;
  high: number;
  /** First and last hour that begins in each bucket, ms; the bucket's row in the answer. */
  firsts: Float64Array;
  lasts: Float64Array;
  rows: Int32Array;
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
  const lanes = layLanes(list, width);
  const places = [...lanes.values()].flatMap((lane) =>
    Array.from(lane.rows.keys())
      .filter((slot) => lane.lasts[slot] !== Number.NEGATIVE_INFINITY)
      .map((slot) => ({ lane, slot, time: (lane.low + slot) * width })),
  );
  places.sort((a, b) => a.time - b.time);
  for (const [row, { lane, slot }] of places.entries()) lane.rows[slot] = row;
  const column = (value = Number.NaN) => new Float64Array(places.length).fill(value);
  const bands = new Map(metrics.map((id) => [id, { avg: column(), min: column(), max: column() }]));
  const counts = new Map<string, Float64Array>();
  for (const series of list) {
    const band = bands.get(series.metric);
    const lane = lanes.get(series.entity);
    if (!band || !lane) continue;
    const count = counts.get(series.metric) ?? column(0);
    counts.set(series.metric, count);
    addHours(band, count, { series, lane, width });
  }
  for (const [id, count] of counts) divideBy(bands.get(id)?.avg, count);
  const first = Float64Array.from(places, ({ lane, slot }) => lane.firsts[slot] ?? 0);
  const last = Float64Array.from(places, ({ lane, slot }) => (lane.lasts[slot] ?? 0) + HOUR - 1);
  return {
    width,
    entity: places.map(({ lane }) => lane.entity),
    time: Float64Array.from(places, ({ time }) => time),
    first,
    last,
    count: last.map((end, row) => (end - (first[row] ?? 0) + 1) / HOUR),
    metrics: bands,
  };
}

/** Where the hours of each entity lie. By place in arrays: a month of 16 metrics are 10,000 hours to look for. */
function layLanes(list: readonly HourSeries[], width: number): Map<string, Lane> {
  const spans = new Map<string, { low: number; high: number }>();
  for (const { entity, hour } of list) {
    const span = spans.get(entity) ?? { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
    spans.set(entity, span);
    for (let at = 0; at < hour.length; at += 1) {
      const bucket = Math.floor((hour[at] as number) / width);
      if (bucket < span.low) span.low = bucket;
      if (bucket > span.high) span.high = bucket;
    }
  }
  const lanes = new Map<string, Lane>();
  for (const [entity, { low, high }] of spans) {
    const length = Math.max(0, high - low + 1);
    lanes.set(entity, {
      ...{ entity, low, high },
      firsts: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
      lasts: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
      rows: new Int32Array(length).fill(-1),
    });
  }
  for (const { entity, hour } of list) {
    const lane = lanes.get(entity);
    if (!lane) continue;
    for (let at = 0; at < hour.length; at += 1) {
      const begin = hour[at] as number;
      const slot = Math.floor(begin / width) - lane.low;
      if (begin < (lane.firsts[slot] as number)) lane.firsts[slot] = begin;
      if (begin > (lane.lasts[slot] as number)) lane.lasts[slot] = begin;
    }
  }
  return lanes;
}

/** Into `avg` go the sums. */
function addHours(
  { avg, min, max }: MetricColumns,
  counts: Float64Array,
  { series, lane, width }: { series: HourSeries; lane: Lane; width: number },
): void {
  for (let at = 0; at < series.hour.length; at += 1) {
    const row = lane.rows[Math.floor((series.hour[at] as number) / width) - lane.low] as number;
    const seen = counts[row] as number;
    const low = series.min[at] as number;
    const high = series.max[at] as number;
    const sum = series.sum[at] as number;
    counts[row] = seen + (series.count[at] as number);
    avg[row] = seen === 0 ? sum : (avg[row] as number) + sum;
    min[row] = seen === 0 ? low : Math.min(min[row] as number, low);
    max[row] = seen === 0 ? high : Math.max(max[row] as number, high);
  }
}

/** From sums to means; without a value it stays NaN. */
function divideBy(sums: Float64Array | undefined, count: Float64Array): void {
  if (!sums) return;
  for (let row = 0; row < sums.length; row += 1) sums[row] = (sums[row] as number) / (count[row] as number);
}
