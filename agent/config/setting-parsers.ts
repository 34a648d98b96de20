import { parseDuration } from './parse-duration.ts';

const MOST_CHARACTERS = 4096;
const MOST_PATTERNS = 200;

/** The makers of `parse` in the tables of settings; each answers undefined for a text it refuses. */
export const oneOf =
  <Value extends string>(values: readonly Value[]) =>
  (text: string): Value | undefined =>
    values.find((value) => value === text);

/** A duration in milliseconds within [least, most]; with `zero` also 0, which stands for never. */
export const duration =
  (least: number, most: number, zero?: 'or 0') =>
  (text: string): number | undefined => {
    const ms = parseDuration(text);
    if (ms === 0 && zero) return 0;
    return ms === null || ms < least || ms > most ? undefined : ms;
  };

/** A whole number within [least, most], in decimal digits without a sign. */
export const whole =
  (least: number, most: number) =>
  (text: string): number | undefined => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    return number >= least && number <= most ? number : undefined;
  };

/** The text as it is, which may be empty; refused when too long or with a NUL in it. */
export const text = (value: string): string | undefined =>
  value.length <= MOST_CHARACTERS && !value.includes('\0') ? value : undefined;

/** A text that is not empty. */
export const filled = (value: string): string | undefined => (value === '' ? undefined : text(value));

/** `true` or `false`, written so. */
export const flag = (value: string): boolean | undefined =>
  value === 'true' || value === 'false' ? value === 'true' : undefined;

/** Glob patterns between commas; the empty text is no pattern. See keepName for what they mean. */
export const patterns = (value: string): readonly string[] | undefined => {
  if (value.trim() === '') return [];
  const list = value.split(',').map((pattern) => pattern.trim());
  const bad = list.some((pattern) => pattern.replace(/^!/, '') === '' || pattern.length > 255);
  return bad || list.length > MOST_PATTERNS ? undefined : list;
};
