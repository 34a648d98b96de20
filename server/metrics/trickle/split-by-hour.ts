import type { Sample } from '#agent/contract/sample.ts';
import type { BatchData } from '#server/metrics/samples/batch-data.ts';

const HOUR = 3600 * 1000;

/** The samples of one snapshot, under its number. */
export interface RatedSnapshot {
  seq: number;
  time: number;
  samples: readonly Sample[];
}

/** One row of `sample_batch`: samples of one delivery within one UTC hour. Times are Unix ms. */
export interface BatchPart {
  firstSeq: number;
  lastSeq: number;
  firstTime: number;
  lastTime: number;
  data: BatchData;
}

/**
 * The samples of a delivery as batches, none of which crosses an hour: an hour is sealed whole, and no batch waits
 * for the next. Of two snapshots with the same time the later one counts.
 */
export function splitByHour(snapshots: readonly RatedSnapshot[]): BatchPart[] {
  const newest = new Map(snapshots.map((snapshot) => [snapshot.time, snapshot]));
  const parts = new Map<number, BatchPart>();
  for (const { seq, time, samples } of newest.values()) {
    const hour = Math.floor(time / HOUR);
    let part = parts.get(hour);
    if (!part) {
      part = { firstSeq: seq, lastSeq: seq, firstTime: time, lastTime: time, data: {} };
      parts.set(hour, part);
    }
    part.firstSeq = Math.min(part.firstSeq, seq);
    part.lastSeq = Math.max(part.lastSeq, seq);
    part.firstTime = Math.min(part.firstTime, time);
    part.lastTime = Math.max(part.lastTime, time);
    for (const sample of samples) append(part.data, sample);
  }
  return [...parts.values()];
}

function append(data: BatchData, { kind, entity, time, values }: Sample): void {
  data[kind] ??= { time: [], entity: [], values: {} };
  const columns = data[kind];
  const row = columns.time.length;
  columns.time.push(time);
  columns.entity.push(entity);
  for (const metric in values) {
    const column = columns.values[metric];
    if (column) column.push(values[metric] ?? null);
    else columns.values[metric] = [...new Array<null>(row).fill(null), values[metric] ?? null];
  }
  // A metric this sample lacks leaves its column short; JSON must not shift later rows into the hole.
  for (const metric in columns.values) {
    const column = columns.values[metric];
    if (column && column.length <= row) column.push(null);
  }
}
