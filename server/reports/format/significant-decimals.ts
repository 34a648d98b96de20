/** More than this says nothing about a rate, and breaks columns. */
const MOST_DECIMALS = 3;

/** Decimals that leave three significant digits of `value`: 0 for 151 and for 0, 1 for 15.1, 2 for 1.51. */
export function significantDecimals(value: number): number {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || !Number.isFinite(magnitude)) return 0;
  // Rounded first: 9.996 is shown as 10.0, not as 10.00.
  const rounded = Number(magnitude.toPrecision(3));
  return Math.min(MOST_DECIMALS, Math.max(0, 2 - Math.floor(Math.log10(rounded))));
}
