import type { Window } from './series-input.ts';
import type { Extent } from './window-of.ts';

/** Samples come in batches and over a network: what is younger need not be there yet. */
const LATENESS_MS = 20_000;
const LATE_INTERVALS = 3;

/**
 * The part of a window in which samples could be expected: not before the machine's first one, and while it delivers
 * (`interval`, seconds), not those that are still on their way.
 */
export function judgedWindow(window: Window, first: Extent['first'], interval: number | null): Window {
  const start = Math.max(window.start, first ?? window.start);
  const underWay = interval === null ? 0 : Math.max(LATENESS_MS, LATE_INTERVALS * interval * 1000);
  return { start, end: Math.max(start + 1, window.end - underWay) };
}
