/** A stretch of consecutive points: indices `from` to `to`, both included. */
export interface Run {
  from: number;
  to: number;
}

/** More than this many intervals without a sample is a gap (DESIGN.md §2, the counter rules). */
const GAP_INTERVALS = 2.5;

/**
 * The stretches over which a line may be drawn: broken where `isMeasured` says no and where the next point is more
 * than 2.5 intervals away.
 * @param times Unix ms, ascending
 */
export function splitRuns(
  times: readonly number[],
  intervalSeconds: number,
  isMeasured: (index: number) => boolean,
): Run[] {
  const longest = intervalSeconds * 1000 * GAP_INTERVALS;
  const runs: Run[] = [];
  let current: Run | null = null;
  times.forEach((time, index) => {
    if (!isMeasured(index)) {
      current = null;
      return;
    }
    if (current && time - (times[current.to] ?? time) <= longest) current.to = index;
    else {
      current = { from: index, to: index };
      runs.push(current);
    }
  });
  return runs;
}
