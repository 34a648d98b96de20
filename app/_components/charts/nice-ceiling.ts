const STEPS = [1, 2, 2.5, 4, 5, 8, 10];

/** The next round number at or above `value`, at least `floor`. */
export function niceCeiling(value: number, floor = 1): number {
  if (!(value > floor)) return floor;
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = STEPS.find((candidate) => value <= candidate * magnitude * (1 + 1e-9)) ?? 10;
  return step * magnitude;
}
