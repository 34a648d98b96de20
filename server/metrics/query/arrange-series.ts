import type { Kind } from '#agent/contract/sample.ts';
import type { Band, SeriesResult } from '#server/metrics/types.ts';
import { findGaps } from './find-gaps.ts';
import type { SeriesRows } from './read-rows.ts';

/**
 * Rows by time as series over one common list of times, with null points where nothing was measured.
 * @param interval usual distance of two samples, ms
 */
export function arrangeSeries(
  kind: Kind,
  rows: SeriesRows,
  interval: number,
): Pick<SeriesResult, 'timestamps' | 'series' | 'entities'> {
  const timestamps = layTimes(rows, interval);
  const place = new Map(timestamps.map((time, index) => [time, index]));
  const places = Array.from(rows.time, (time) => place.get(time) ?? 0);
  const rowsOf = new Map<string, number[]>();
  rows.entity.forEach((entity, row) => {
    const known = rowsOf.get(entity);
    if (known) known.push(row);
    else rowsOf.set(entity, [row]);
  });

  const spread = (column: Float64Array, own: readonly number[]) => {
    const line = new Array<number | null>(timestamps.length).fill(null);
    for (const row of own) {
      const value = column[row] ?? Number.NaN;
      if (!Number.isNaN(value)) line[places[row] ?? 0] = value;
    }
    return line;
  };
  const bands = (own: readonly number[]): Record<string, Band> =>
    Object.fromEntries(
      Array.from(rows.metrics, ([id, { avg, min, max }]) => {
        const line = spread(avg, own);
        if (rows.width === null) return [id, { avg: line, min: line, max: line }];
        return [id, { avg: line, min: spread(min, own), max: spread(max, own) }];
      }),
    );
  if (kind === 'host') return { timestamps, series: bands(rowsOf.get('') ?? []), entities: {} };
  const names = [...rowsOf.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return {
    timestamps,
    series: {},
    entities: Object.fromEntries(names.map((name) => [name, bands(rowsOf.get(name) ?? [])])),
  };
}

/** The times that have a row, and between them the null points. */
function layTimes({ time: rowTimes, first, last, width }: SeriesRows, interval: number): number[] {
  const stretches = new Map<number, { first: number; last: number }>();
  rowTimes.forEach((time, row) => {
    const known = stretches.get(time);
    const [begin, end] = [first[row] ?? time, last[row] ?? time];
    if (!known) stretches.set(time, { first: begin, last: end });
    else stretches.set(time, { first: Math.min(begin, known.first), last: Math.max(end, known.last) });
  });
  const times = [...stretches.keys()];
  const all = [...stretches.values()];
  const gaps = findGaps(
    all.map((stretch) => stretch.first),
    all.map((stretch) => stretch.last),
    interval,
  );
  return times.flatMap((time, index) => {
    const next = times[index + 1];
    if (!gaps[index] || next === undefined) return [time];
    if (width === null) return [time, time + interval];
    const laid = [time];
    for (let empty = time + width; empty < next; empty += width) laid.push(empty);
    return laid;
  });
}
