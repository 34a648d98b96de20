import type { Kind } from '#agent/contract/sample.ts';
import type { Band, SeriesResult } from '#server/metrics/types.ts';
import { findGaps } from './find-gaps.ts';

/** A value of an answer column: a name, a time or a measured value. */
export type Cell = string | number | null;

interface Found {
  kind: Kind;
  metrics: readonly string[];
  /** Width of a bucket in ms; null for raw samples. */
  width: number | null;
  /** Usual distance of two samples, ms. */
  interval: number;
  /**
   * Rows by time, column-wise: entity, time and, raw, one column per metric; in buckets `first` and `last` sample time
   * and the columns `avg x`, `min x`, `max x` per metric x.
   */
  cells: Record<string, Cell[]>;
}

/** Rows of a query as series over one common list of times, with null points where nothing was measured. */
export function arrangeSeries(found: Found): Pick<SeriesResult, 'timestamps' | 'series' | 'entities'> {
  const { kind, metrics, width, cells } = found;
  const times = (cells.time ?? []) as number[];
  const entities = (cells.entity ?? []) as string[];
  const timestamps = layTimes(found);
  const place = new Map(timestamps.map((time, index) => [time, index]));

  const rowsOf = new Map<string, number[]>();
  entities.forEach((entity, row) => {
    const rows = rowsOf.get(entity);
    if (rows) rows.push(row);
    else rowsOf.set(entity, [row]);
  });
  const spread = (column: string, rows: readonly number[]) => {
    const line = new Array<number | null>(timestamps.length).fill(null);
    const from = cells[column] as (number | null)[] | undefined;
    for (const row of rows) line[place.get(times[row] ?? Number.NaN) ?? 0] = from?.[row] ?? null;
    return line;
  };
  const bands = (rows: readonly number[]): Record<string, Band> =>
    Object.fromEntries(
      metrics.map((id) => {
        if (width !== null)
          return [
            id,
            {
              avg: spread(`avg ${id}`, rows),
              min: spread(`min ${id}`, rows),
              max: spread(`max ${id}`, rows),
            },
          ];
        const line = spread(id, rows);
        return [id, { avg: line, min: line, max: line }];
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
function layTimes({ cells, width, interval }: Found): number[] {
  const stretches = new Map<number, { first: number; last: number }>();
  (cells.time ?? []).forEach((cell, row) => {
    const time = cell as number;
    const first = (cells.first?.[row] ?? time) as number;
    const last = (cells.last?.[row] ?? time) as number;
    const known = stretches.get(time);
    stretches.set(time, {
      first: Math.min(first, known?.first ?? first),
      last: Math.max(last, known?.last ?? last),
    });
  });
  const times = [...stretches.keys()];
  const gaps = findGaps(
    [...stretches.values()].map(({ first }) => first),
    [...stretches.values()].map(({ last }) => last),
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
