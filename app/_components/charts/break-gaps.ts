import type { Column } from './panel.ts';

/** The same rule as the collector's: more than this many intervals without a sample is a gap. */
const GAP_INTERVALS = 2.5;

/**
 * Puts a row of nulls into every hole of the time axis, so that no line is drawn over it.
 *
 * @param times Unix ms, ascending
 * @param columns as long as `times`
 * @param interval expected distance of two rows, ms
 */
export function breakGaps(
  times: readonly number[],
  columns: readonly Column[],
  interval: number,
): { times: number[]; columns: Column[] } {
  const outTimes: number[] = [];
  const out: Column[] = columns.map(() => []);
  times.forEach((time, row) => {
    const before = times[row - 1];
    if (before !== undefined && time - before > GAP_INTERVALS * interval) {
      outTimes.push(before + interval);
      for (const column of out) column.push(null);
    }
    outTimes.push(time);
    columns.forEach((column, index) => {
      out[index]?.push(column[row] ?? null);
    });
  });
  return { times: outTimes, columns: out };
}
