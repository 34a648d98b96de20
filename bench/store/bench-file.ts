import { fitColumns } from './fit-columns.ts';
import { hostRows } from './host-rows.ts';
import { readRecording } from './read-recording.ts';
import { writeCsv } from './write-csv.ts';

/** A CSV on disk. */
export interface BenchFile {
  path: string;
  machine: string;
  columns: string[];
  rows: number;
  bytes: number;
  /** Unix seconds; the end is behind the last row. */
  start: number;
  end: number;
}

const DAY = 86_400;
/** The limit of an upload, 100 MiB, over its most rows here. */
const BYTES_PER_ROW = (100 * 1024 * 1024) / 850_000;

/**
 * Writes a CSV of the recording's host: intervals of `step` seconds, repeated one round after the other with a day's
 * rhythm (see hostRows, atHour), so that it ends at the last full hour. The same call makes the same file within an
 * hour. All of the 30 days that a portal accepts have room for 850,000 rows at 3 s.
 */
export function writeBenchFile(
  path: string,
  { machine, step, rows }: { machine: string; step: number; rows: number },
): BenchFile {
  const recorded = hostRows(readRecording(), step);
  const columns = fitColumns(recorded, machine, BYTES_PER_ROW);
  const end = Math.floor(Date.now() / 1000 / 3600) * 3600;
  const start = end - rows * step;
  if (start < Date.now() / 1000 - 30 * DAY)
    throw new Error(`${rows} rows at ${step} s are more than 30 days`);
  const bytes = writeCsv(path, [{ rows: recorded, plan: { machine, columns, start, step, count: rows } }]);
  return { path, machine, columns, rows, bytes, start, end };
}
