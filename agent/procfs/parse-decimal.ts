import type { Place } from './parse-counter.ts';
import { ProcfsError } from './procfs-error.ts';

const DECIMAL = /^\d{1,15}(\.\d{1,9})?$/;

/** A non-negative decimal such as a load average or an uptime. Throws ProcfsError on anything else. */
export function parseDecimal(text: string | undefined, place: Place): number {
  if (text === undefined || !DECIMAL.test(text)) {
    const found = text === undefined ? 'nothing' : JSON.stringify(text.slice(0, 40));
    throw new ProcfsError(
      place.subsystem,
      place.line,
      `${place.field} must be a non-negative number, found ${found}`,
    );
  }
  return Number(text);
}
