/** A stretch of consecutive points: indices `from` to `to`, both included. */
export interface Run {
  from: number;
  to: number;
}

/**
 * The stretches over which a line may be drawn: broken where `isMeasured` says no. Time itself needs no look: a
 * stretch without samples holds a point without values (query-series).
 */
export function splitRuns(length: number, isMeasured: (index: number) => boolean): Run[] {
  const runs: Run[] = [];
  let current: Run | null = null;
  for (let index = 0; index < length; index += 1) {
    if (!isMeasured(index)) current = null;
    else if (current) current.to = index;
    else {
      current = { from: index, to: index };
      runs.push(current);
    }
  }
  return runs;
}
