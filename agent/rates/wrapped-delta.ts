const WRAP = 2 ** 32;

/**
 * What a millisecond field of /proc/diskstats grew by. The kernel counts these in 64-bit nanoseconds but prints them
 * as an unsigned 32-bit number (block/genhd.c), so they start over every 49.7 days of disk time: subtract modulo 2^32.
 */
export function wrappedDelta(previous: number | undefined, current: number | undefined): number | null {
  if (previous === undefined || current === undefined) return null;
  if (current >= previous) return current - previous;
  // A reading that 32 bits cannot hold did not come from such a field: then backwards is backwards.
  return previous < WRAP ? current - previous + WRAP : null;
}
