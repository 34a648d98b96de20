/** A distance of more than this many intervals is a hole, not jitter; agent/rates judges by the same. */
const GAP_INTERVALS = 2.5;

/**
 * Where a line must break: true at i when nothing was measured between stretch i and stretch i + 1.
 * `firsts` and `lasts` are the first and last sample time of each stretch (for raw samples both are the sample's),
 * `interval` is the usual distance of two samples, all in ms.
 *
 * A distance is a gap when it is longer than 2.5 intervals, and also longer than 2.5 times the shorter of the
 * distances beside it: where a machine was sampled each 15 s for a while and each second later, the slow part is
 * no row of holes (the line breaks once, where the interval changes).
 */
export function findGaps(
  firsts: readonly number[],
  lasts: readonly number[],
  interval: number | null,
): boolean[] {
  const distances = firsts.slice(1).map((first, index) => first - (lasts[index] ?? first));
  return distances.map((distance, index) => {
    const beside = Math.min(
      distances[index - 1] ?? Number.POSITIVE_INFINITY,
      distances[index + 1] ?? Number.POSITIVE_INFINITY,
    );
    const usual = Number.isFinite(beside) ? Math.max(beside, interval ?? 0) : (interval ?? distance);
    return distance > GAP_INTERVALS * usual;
  });
}
