const BASE_MS = 1000;

/**
 * How long to wait after the n-th failure in a row (n from 1): anything up to 1 s, 2 s, 4 s … `maxMs`. The whole wait
 * is drawn ("full jitter"), so that the agents of a restarted portal do not come back all at once.
 */
export function backOff(failures: number, maxMs: number, random: () => number = Math.random): number {
  return random() * Math.min(maxMs, BASE_MS * 2 ** Math.min(failures - 1, 30));
}
