/** Decimals kept as scaled integers; values that need more come from a division and have all bits. */
export const MOST_DECIMALS = 6;
/**
 * Largest value kept with decimals: with six of them it is 10^15, below 2^53. So an integer over a power of ten is one
 * rounding away from the value, the same double, also after DuckDB has brought segments of different types together.
 */
export const MOST_WITH_DECIMALS = 1e9;
/** Whole numbers up to here are doubles without gaps, and fit DECIMAL(16, 0). */
export const MOST_WHOLE = 9e15;

/**
 * The narrowest type that gives doubles back to the bit which need so many decimals, none of them −0.
 * @param largest absolute value
 */
export function narrowestType(decimals: number, largest: number): string {
  if (decimals === 0) return largest < 2 ** 31 ? 'INTEGER' : largest <= MOST_WHOLE ? 'BIGINT' : 'DOUBLE';
  if (decimals > MOST_DECIMALS || largest > MOST_WITH_DECIMALS) return 'DOUBLE';
  return largest * 10 ** decimals < 1e9 ? `DECIMAL(9, ${decimals})` : `DECIMAL(16, ${decimals})`;
}
