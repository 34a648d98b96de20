import { ProcfsError } from './procfs-error.ts';

/** Where a number stands, for the error's text. */
export interface Place {
  subsystem: string;
  line: number;
  field: string;
}

/** An unsigned 64-bit number has at most 20 digits. */
const COUNTER = /^\d{1,20}$/;

/**
 * One kernel counter: an unsigned decimal integer up to 2^64 − 1.
 * Above 2^53 a double holds it rounded (to 2 KiB at the very end of the range); a difference of two such readings
 * is off by no more than that, which no rate shows.
 * Throws ProcfsError when the text is missing, negative or not a number.
 */
export function parseCounter(text: string | undefined, place: Place): number {
  if (text === undefined || !COUNTER.test(text)) {
    const found = text === undefined ? 'nothing' : JSON.stringify(text.slice(0, 40));
    throw new ProcfsError(
      place.subsystem,
      place.line,
      `${place.field} must be an unsigned integer, found ${found}`,
    );
  }
  return Number(text);
}
