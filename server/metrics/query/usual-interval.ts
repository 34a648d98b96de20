import type { SeriesRows } from './read-rows.ts';

/**
 * The usual distance of two samples in ms: the median, for raw samples of the distances between their times, for
 * buckets of each bucket's mean distance, weighted by its samples. Null below two samples.
 */
export function usualInterval(
  rows: Pick<SeriesRows, 'width' | 'time' | 'first' | 'last' | 'count'>,
): number | null {
  const distances: { distance: number; weight: number }[] = [];
  if (rows.width === null) {
    const times = [...new Set(rows.time)];
    for (let at = 1; at < times.length; at += 1)
      distances.push({ distance: (times[at] ?? 0) - (times[at - 1] ?? 0), weight: 1 });
  } else {
    rows.count.forEach((count, row) => {
      const span = (rows.last[row] ?? 0) - (rows.first[row] ?? 0);
      if (count > 1) distances.push({ distance: span / (count - 1), weight: count - 1 });
    });
    // Buckets as narrow as the interval hold one sample each.
    if (distances.length === 0) return usualInterval({ ...rows, width: null, time: rows.first });
  }
  distances.sort((a, b) => a.distance - b.distance);
  let left = distances.reduce((sum, { weight }) => sum + weight, 0) / 2;
  for (const { distance, weight } of distances) {
    left -= weight;
    if (left <= 0) return distance;
  }
  return null;
}
