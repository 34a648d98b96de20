/** Percent in steps of one half, each a letter from here on; nothing measured is a blank. */
const FIRST = 0x100;
const PER_PERCENT = 2;

/** Percentages as text, a letter each: a tenth of what they are as JSON, and nothing that walks through objects walks it. */
export const encodeLine = (values: readonly (number | null)[]): string =>
  values
    .map((value) =>
      value === null
        ? ' '
        : String.fromCharCode(FIRST + Math.round(Math.min(100, Math.max(0, value)) * PER_PERCENT)),
    )
    .join('');

/** What encodeLine made text of, to half a percent. */
export const decodeLine = (line: string): (number | null)[] =>
  Array.from({ length: line.length }, (_, index) => lineAt(line, index));

/** One of its values. */
export function lineAt(line: string, index: number): number | null {
  const code = line.charCodeAt(index);
  return code >= FIRST ? (code - FIRST) / PER_PERCENT : null;
}
