/** Samples are a little behind the clock: delivered in batches, over a network. */
const LATENESS_MS = 20_000;

/**
 * The right edge of a moving window, Unix ms: the newest sample while samples keep coming, so that no empty strip
 * stands there; the present moment once they have stopped, so that silence is seen.
 */
export function windowEnd(newest: number | null, now: number): number {
  return newest !== null && newest > now - LATENESS_MS ? newest : now;
}
