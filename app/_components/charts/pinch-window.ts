const LEAST_MS = 2000;
/** Fingers cannot be nearer to each other, px; where they cross, the stretch ends. */
const LEAST_PX = 24;

/** A finger on a plot: where it is, px from the left edge, and the moment it was put on, Unix ms. */
export interface Finger {
  x: number;
  time: number;
}

/** The window of a plot `width` px wide in which the moments held by two fingers stay under them; at least two seconds. */
export function pinchWindow(one: Finger, two: Finger, width: number): { start: number; end: number } {
  const apart = Math.max(LEAST_PX, Math.abs(two.x - one.x));
  const perPixel = Math.max(LEAST_MS / width, Math.abs(two.time - one.time) / apart);
  const start = (one.time + two.time) / 2 - ((one.x + two.x) / 2) * perPixel;
  return { start, end: start + width * perPixel };
}
