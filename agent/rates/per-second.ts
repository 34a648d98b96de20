import { counterDelta } from './counter-delta.ts';

/** Growth of a counter per second, times `unit` (bytes per counted thing). Null as in counterDelta. */
export function perSecond(
  previous: number | null | undefined,
  current: number | null | undefined,
  seconds: number,
  unit = 1,
): number | null {
  const delta = counterDelta(previous, current);
  return delta === null ? null : (delta * unit) / seconds;
}
