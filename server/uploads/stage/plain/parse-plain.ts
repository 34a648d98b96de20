import { HELD_ROWS, type HeldNumbers, type HeldRows, type HeldTexts } from './held-rows.ts';
import { createInstantParser } from './parse-instant.ts';

const [NEWLINE, RETURN, SPACE, QUOTE, APOSTROPHE, MINUS, ZERO, TILDE] = [
  0x0a, 0x0d, 0x20, 0x22, 0x27, 0x2d, 0x30, 0x7e,
];
/** A point, the code of 0 taken off. */
const POINT = 0x2e - ZERO;
/** Whole numbers of so many digits are doubles, and so are the powers of ten: their quotient is the nearest double. */
const MOST_DIGITS = 15;
const POWERS = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * Reads lines from `at` on into held rows, to their end or until no more rows can be held; the last line is whole.
 * @returns where it stopped; −1: something there is not plain
 */
export type ParsePlain = (lines: Uint8Array, at: number) => number;

/**
 * Makes a reader of CSV in its plainest form, which most files have: no quotes, no blanks around cells, numbers of up to
 * 15 digits with a point, times in UTC, names in printable ASCII. Anything else stops it, for a slower reader that knows all forms and
 * can say what is wrong. A number becomes the double nearest to it.
 */
export function createPlainParser(
  held: HeldRows,
  { separator, width }: { separator: string; width: number },
): ParsePlain {
  const between = separator.charCodeAt(0);
  const last = width - 1;
  const places = Array.from({ length: width }, (_, index) => index);
  const numbers = places.map((place) => held.numbers.find(({ index }) => index === place));
  const texts = places.map((place) => held.texts.find(({ index }) => index === place));
  const instants = numbers.map((column) => (column?.kind === 'instant' ? createInstantParser() : undefined));
  return (lines, from) => {
    let at = from;
    for (; at < lines.length && held.rows < HELD_ROWS; held.rows += 1)
      for (let index = 0; index < width; index += 1) {
        const column = numbers[index];
        const instant = instants[index];
        const end = !column
          ? endOfText(lines, at, between)
          : instant
            ? instant(lines, at, column)
            : parseNumber(lines, at, column, held.rows);
        if (end < 0) return -1;
        const text = texts[index];
        if (text) {
          const cell = placeOf(lines, at, end, text);
          if (cell === MOST_TEXTS) return -1;
          text.cells[held.rows] = cell;
        }
        at = end;
        if (index === last && lines[at] === RETURN) at += 1;
        if (lines[at] !== (index === last ? NEWLINE : between)) return -1;
        at += 1;
      }
    return at;
  };
}

/** Answers where the digits end; −1 for what is not plain so far. An empty cell has no value. */
function parseNumber(lines: Uint8Array, from: number, column: HeldNumbers, row: number): number {
  const start = lines[from] === MINUS ? from + 1 : from;
  let at = start;
  let whole = 0;
  let digit = (lines[at] ?? 0) - ZERO;
  for (; digit >= 0 && digit <= 9; digit = (lines[at] ?? 0) - ZERO) {
    whole = whole * 10 + digit;
    at += 1;
  }
  let digits = at - start;
  let decimals = 0;
  if (digit === POINT) {
    const point = at;
    at += 1;
    digit = (lines[at] ?? 0) - ZERO;
    for (; digit >= 0 && digit <= 9; digit = (lines[at] ?? 0) - ZERO) {
      whole = whole * 10 + digit;
      at += 1;
    }
    decimals = at - point - 1;
    digits += decimals;
    if (digits === 0) return -1;
  }
  if (digits === 0) {
    if (at > from) return -1;
    column.valid[row >> 3] = (column.valid[row >> 3] ?? 0) & ~(1 << (row & 7));
    return at;
  }
  if (digits > MOST_DIGITS) return -1;
  const size = decimals === 0 ? whole : whole / (POWERS[decimals] ?? 1);
  if (start > from && whole === 0) column.minusZero = true;
  if (decimals > column.decimals) noteDecimals(column, whole, decimals);
  column.values[column.count] = start > from ? -size : size;
  column.count += 1;
  return at;
}

/** Zeros at the end are no decimals that are needed. */
function noteDecimals(column: HeldNumbers, whole: number, decimals: number): void {
  let needed = decimals;
  for (let rest = whole; needed > column.decimals && rest % 10 === 0; rest /= 10) needed -= 1;
  column.decimals = needed;
}

function endOfText(lines: Uint8Array, from: number, separator: number): number {
  let at = from;
  for (let byte = lines[at] ?? 0; byte !== separator && byte >= SPACE; byte = lines[at] ?? 0) {
    if (byte === QUOTE || byte > TILDE) return -1;
    at += 1;
  }
  if (at === from) return at;
  // Blanks would have to be taken off, and an apostrophe may hide a formula.
  return lines[from] === SPACE || lines[from] === APOSTROPHE || lines[at - 1] === SPACE ? -1 : at;
}

/** Of one column. There are a machine's devices, or some machines. */
const MOST_TEXTS = 10_000;

/** Mostly a cell is like the one above it. */
function placeOf(lines: Uint8Array, from: number, to: number, column: HeldTexts): number {
  const { latest } = column;
  let same = to - from === latest.bytes.length;
  for (let at = from; same && at < to; at += 1) same = lines[at] === latest.bytes[at - from];
  if (same) return latest.place;
  const bytes = lines.slice(from, to);
  const name = Buffer.from(bytes).toString('latin1');
  const place = column.places.get(name) ?? column.names.push(name) - 1;
  column.places.set(name, place);
  column.latest = { bytes, place };
  return place;
}
