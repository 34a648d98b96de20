import type { Period } from '#app/_components/range/period.ts';

const SECOND = 1000;

/** The period of a stretch marked on a chart (Unix ms): whole seconds around it, at least one. */
export function zoomedPeriod(from: number, to: number): Extract<Period, { from: number }> {
  const start = Math.floor(from / SECOND) * SECOND;
  return { from: start, to: Math.max(Math.ceil(to / SECOND) * SECOND, start + SECOND) };
}
