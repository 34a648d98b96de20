import { type Period, rangeWidth } from '#app/_components/range/period.ts';
import type { Window } from './series-input.ts';

const SECOND = 1000;
const DAY = 86_400_000;

/** First and last sample of a machine, Unix ms; null where there is none. */
export interface Extent {
  first: number | null;
  last: number | null;
}

/** The window of a period that does not move with the clock; null for one that does. Whole seconds for `all`. */
export function fixedWindow(period: Period, extent: Extent, now: number): Window | null {
  if ('from' in period) return { start: period.from, end: period.to };
  if (period.range !== 'all') return null;
  if (extent.first === null) return { start: now - DAY, end: now };
  return {
    start: Math.floor(extent.first / SECOND) * SECOND,
    end: (Math.floor((extent.last ?? now) / SECOND) + 1) * SECOND,
  };
}

/** Width of a period that moves with the clock, ms. */
export const movingWidth = (period: Period): number =>
  ('range' in period ? rangeWidth(period.range) : null) ?? DAY;
