/** Rows that follow each other without a hole, both ends included. */
export interface Run {
  from: number;
  to: number;
}

/** The runs of values that take less than `least` of the time axis: a line or area over them would not be seen. */
export function shortRuns(
  times: ArrayLike<number>,
  values: ArrayLike<number | null | undefined>,
  least: number,
): Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < values.length; row += 1) {
    if (typeof values[row] !== 'number') continue;
    const from = row;
    while (typeof values[row + 1] === 'number') row += 1;
    if ((times[row] ?? 0) - (times[from] ?? 0) < least) runs.push({ from, to: row });
  }
  return runs;
}
