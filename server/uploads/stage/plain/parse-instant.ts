import type { HeldNumbers } from './held-rows.ts';

const [ZERO, POINT, DASH, COLON, BLANK, T, Z] = [0x30, 0x2e, 0x2d, 0x3a, 0x20, 0x54, 0x5a];
const MOST_DECIMALS = 6;
/** Earlier ones would, as Unix ms, be taken for seconds. */
const FIRST_YEAR = 1974;
const [MINUTE, HOUR] = [60_000, 3_600_000];

/** Reads the cell at `from` into a column; answers where it ends, -1 for what is not plain. */
export type ParseInstant = (lines: Uint8Array, from: number, column: HeldNumbers) => number;

/**
 * Makes a reader of times in UTC as most programs write them, 2026-01-07T19:10:12.345Z, with a blank for the T and
 * without the Z as well. They become Unix ms; what is finer is cut off, as parseTime does.
 */
export function createInstantParser(): ParseInstant {
  // Mostly the day is that of the row above.
  let [latest, midnight] = [-1, -1];
  return (lines, from, column) => {
    const date = dateAt(lines, from);
    if (date < 0) return -1;
    if (date !== latest) {
      latest = date;
      midnight = midnightOf(date);
    }
    const between = lines[from + 10];
    if (midnight < 0 || (between !== T && between !== BLANK)) return -1;
    const hour = pair(lines, from + 11);
    const minute = pair(lines, from + 14);
    const second = pair(lines, from + 17);
    if (lines[from + 13] !== COLON || lines[from + 16] !== COLON) return -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
    let at = from + 19;
    let ms = 0;
    if (lines[at] === POINT) {
      const point = at;
      at += 1;
      for (let digit = digitAt(lines, at); digit >= 0; digit = digitAt(lines, at)) {
        ms += digit * (DECIMAL_MS[at - point - 1] ?? 0);
        at += 1;
      }
      if (at === point + 1 || at > point + 1 + MOST_DECIMALS) return -1;
    }
    column.values[column.count] = midnight + hour * HOUR + minute * MINUTE + second * 1000 + ms;
    column.count += 1;
    return lines[at] === Z ? at + 1 : at;
  };
}

const DECIMAL_MS = [100, 10, 1];

const digitAt = (lines: Uint8Array, at: number): number => {
  const digit = (lines[at] ?? 0) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : -1;
};

/** Two digits as a number; below 0 for anything else. */
const pair = (lines: Uint8Array, at: number): number => {
  const [high, low] = [digitAt(lines, at), digitAt(lines, at + 1)];
  return high < 0 || low < 0 ? -1 : high * 10 + low;
};

/** 2026-01-07 as 20260107; -1 for anything else. */
function dateAt(lines: Uint8Array, from: number): number {
  if (lines[from + 4] !== DASH || lines[from + 7] !== DASH) return -1;
  const [century, year] = [pair(lines, from), pair(lines, from + 2)];
  const [month, day] = [pair(lines, from + 5), pair(lines, from + 8)];
  return century < 0 || year < 0 || month < 0 || day < 0
    ? -1
    : (century * 100 + year) * 10_000 + month * 100 + day;
}

/** Unix ms; -1 for a date that there is not, as 30 February, or that is too early. */
function midnightOf(date: number): number {
  const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
  const time = new Date(Date.UTC(year, month - 1, day));
  const isDate = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return isDate && year >= FIRST_YEAR ? time.getTime() : -1;
}
