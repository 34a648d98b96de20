/** Values that axisSplits has a tick at. */
const CEILINGS = [1, 1.2, 1.6, 2, 4, 6, 8, 10];

/**
 * The next round number at or above `value`, at least `floor`.
 *
 * @param steps what counts as round, within one power of ten, ending with 10
 */
export function niceCeiling(value: number, floor = 1, steps: readonly number[] = CEILINGS): number {
  if (!(value > floor)) return floor;
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = steps.find((candidate) => value <= candidate * magnitude * (1 + 1e-9)) ?? 10;
  return step * magnitude;
}
