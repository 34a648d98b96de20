/** Where `at` lies between two ends, as a percentage for CSS. */
export const percent = (at: number, low: number, high: number): number =>
  high > low ? Math.round(((at - low) / (high - low)) * 100_00) / 100 : 0;
