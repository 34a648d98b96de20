/**
 * What a counter grew by. Null when a reading is missing and when it went backwards: then it was reset (driver
 * reloaded, device replaced) or wrapped at a width we do not know, and the true growth is lost. A guess would be a
 * spike, a negative number would be nonsense, 0 would be a lie.
 */
export function counterDelta(
  previous: number | null | undefined,
  current: number | null | undefined,
): number | null {
  if (previous == null || current == null || current < previous) return null;
  return current - previous;
}
