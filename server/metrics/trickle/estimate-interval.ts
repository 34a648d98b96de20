/** With fewer distances than this a delivery does not tell the interval from jitter and holes. */
const ENOUGH = 3;

/**
 * The sampling interval in seconds where the collector did not say it: the median distance of a delivery's sample
 * times (Unix ms); null when they are too few to tell.
 */
export function estimateInterval(times: readonly number[]): number | null {
  const distances = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? time))
    .filter((distance) => distance > 0)
    .sort((a, b) => a - b);
  if (distances.length < ENOUGH) return null;
  const middle = distances[Math.floor((distances.length - 1) / 2)];
  return middle === undefined ? null : middle / 1000;
}
