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
  const isHole = (time: number, row: number): boolean => {
    const before = times[row - 1];
    return before !== undefined && time - before > GAP_INTERVALS * interval;
  };
  // Most charts have none: their columns stay as they are.
  if (!times.some(isHole)) return { times: [...times], columns: [...columns] };
  const outTimes: number[] = [];
  const out: Column[] = columns.map(() => []);
  times.forEach((time, row) => {
    const before = times[row - 1];
    if (before !== undefined && isHole(time, row)) {
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
