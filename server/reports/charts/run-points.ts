import type { Run } from './split-runs.ts';

/** A time (Unix ms) and the lower and upper edge of what is drawn there. */
export interface EdgePoint {
  time: number;
  low: number;
  high: number;
}

/**
 * The points of one run. A run of a single point is held for one interval: a lone sample is seen as a short bar, not
 * as nothing.
 */
export function runPoints(
  run: Run,
  times: readonly number[],
  intervalSeconds: number,
  edges: (index: number) => readonly [low: number, high: number],
): EdgePoint[] {
  const points: EdgePoint[] = [];
  for (let index = run.from; index <= run.to; index += 1) {
    const [low, high] = edges(index);
    points.push({ time: times[index] ?? 0, low, high });
  }
  const [only] = points;
  if (only && points.length === 1) points.push({ ...only, time: only.time + intervalSeconds * 1000 });
  return points;
}
