import type { Window } from './series-input.ts';

/** A twelfth of what is shown lies around a moment, but not less than two minutes. */
const SHARE = 1 / 12;
const LEAST_MS = 120_000;

/** The stretch of time in which a moment is seen with what led to it and what followed. */
export function aroundMoment(at: number, { start, end }: Window): Window {
  const width = Math.max(LEAST_MS, (end - start) * SHARE);
  return { start: at - width / 2, end: at + width / 2 };
}
