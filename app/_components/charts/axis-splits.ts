import { niceCeiling } from './nice-ceiling.ts';

const PARTS = 4;
const STEPS = [1, 2, 2.5, 4, 5, 8, 10];

/** Round values from 0 up to `max`, about a quarter of it apart. */
export function axisSplits(max: number): number[] {
  const step = niceCeiling(max / PARTS, 0, STEPS);
  if (step === 0) return [0];
  const count = Math.floor(max / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
