/** What a flag takes: its value when it is not given, the least, the most, and the step in between. */
export type NumberRange = readonly [fallback: number, least: number, most: number, step: number];

/** @throws Error that names the flag and what is allowed */
export function readNumber(
  flag: string,
  given: string | undefined,
  [fallback, least, most, step]: NumberRange,
): number {
  if (given === undefined) return fallback;
  const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most && number % step === 0) return number;
  const steps = step === 1 ? '' : ` in steps of ${step}`;
  throw new Error(`--${flag} is "${given}": allowed is ${least} to ${most}${steps}`);
}
