const SPACE = 0x20;
const TAB = 0x09;
const ZERO = 0x30;
const NINE = 0x39;
/** Whatever they are, a double holds them exactly. */
const EXACT_DIGITS = 15;

/**
 * The quick way over a row of counters, from position `from` to its end: unsigned decimal integers of at most 15
 * digits between blanks. Null when anything else stands there: then parseCounter takes it, or says what is wrong.
 */
export function scanCounters(row: string, from: number): number[] | null {
  const counters: number[] = [];
  const { length } = row;
  let at = from;
  while (at < length) {
    let code = row.charCodeAt(at);
    if (code === SPACE || code === TAB) {
      at += 1;
      continue;
    }
    const start = at;
    let value = 0;
    while (code >= ZERO && code <= NINE) {
      value = value * 10 + (code - ZERO);
      at += 1;
      code = at < length ? row.charCodeAt(at) : SPACE;
    }
    if (at === start || at - start > EXACT_DIGITS || (code !== SPACE && code !== TAB)) return null;
    counters.push(value);
  }
  return counters;
}
