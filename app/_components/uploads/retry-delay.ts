const LONGEST_SECONDS = 30;

/** Seconds to wait after so many failures in a row: 1, 2, 4 … up to 30. */
export const retryDelay = (failures: number): number =>
  Math.min(LONGEST_SECONDS, 2 ** Math.min(failures, 10));
