const WORTH_PACKING = 4;
const DIGITS = 6;

type Values = readonly (number | null)[];

/** Little-endian 32-bit floats in base64; null is NaN. Seven digits are more than a screen shows. */
function packValues(values: Values): { $: string } {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => {
    bytes.writeFloatLE(value ?? Number.NaN, at * 4);
  });
  return { $: bytes.toString('base64') };
}

/** Unix ms as a first time and runs of equal steps: `[first, step, count, step, count, …]`. */
function packTimes(times: readonly number[]): { $t: number[] } {
  const packed = times.slice(0, 1);
  let last = -1;
  times.forEach((time, at) => {
    if (at === 0) return;
    const step = time - (times[at - 1] ?? 0);
    if (last > 0 && packed[last - 1] === step) packed[last] = (packed[last] ?? 0) + 1;
    else last = packed.push(step, 1) - 1;
  });
  return { $t: packed };
}

const isValues = (value: unknown): value is Values =>
  Array.isArray(value) &&
  value.length >= WORTH_PACKING &&
  value.every((one) => one === null || typeof one === 'number');

/** What JSON has no word for is null. */
const rounded = (value: number): number | null =>
  !Number.isFinite(value) ? null : Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));

/**
 * Plain data as JSON that a script element can hold: lists of figures as base64, times as runs of steps, other
 * figures to six digits. Without `<`, so that no text in it can end the element. unpackData reads it.
 */
export function packData(data: unknown): string {
  return JSON.stringify(data, (key, value: unknown) => {
    if (typeof value === 'number') return rounded(value);
    if (key === '$t' || !isValues(value)) return value;
    return key === 'times' ? packTimes(value.map((time) => time ?? 0)) : packValues(value);
  })
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
