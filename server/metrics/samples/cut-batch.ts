import { KINDS } from '#agent/contract/sample.ts';
import type { BatchData } from './batch-data.ts';

/** What is left of a batch: its samples of all kinds, and their first and last time (Unix ms). */
export interface RestOfBatch {
  data: BatchData;
  rows: number;
  firstTime: number;
  lastTime: number;
}

/** The samples of a batch whose time `stays`. */
export function cutBatch(data: BatchData, stays: (time: number) => boolean): RestOfBatch {
  const rest: RestOfBatch = {
    data: {},
    rows: 0,
    firstTime: Number.POSITIVE_INFINITY,
    lastTime: Number.NEGATIVE_INFINITY,
  };
  for (const kind of KINDS) {
    const columns = data[kind];
    if (!columns) continue;
    const kept = columns.time.map(stays);
    const keep = <T>(column: readonly T[]): T[] => column.filter((_, row) => kept[row]);
    const time = keep(columns.time);
    if (time.length === 0) continue;
    rest.data[kind] = {
      time,
      entity: keep(columns.entity),
      values: Object.fromEntries(
        Object.entries(columns.values).map(([metric, values]) => [metric, keep(values)]),
      ),
    };
    rest.rows += time.length;
    for (const one of time) {
      rest.firstTime = Math.min(rest.firstTime, one);
      rest.lastTime = Math.max(rest.lastTime, one);
    }
  }
  return rest;
}
