const LEAST_MS = 2000;

/** A window made narrower (factor < 1) or wider around a moment in it, which stays where it is on the screen. */
export function zoomAround(
  { start, end }: { start: number; end: number },
  at: number,
  factor: number,
): { start: number; end: number } {
  const width = Math.max(LEAST_MS, (end - start) * factor);
  const share = (at - start) / Math.max(1, end - start);
  return { start: at - share * width, end: at + (1 - share) * width };
}
