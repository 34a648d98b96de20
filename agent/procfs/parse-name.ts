import { ProcfsError } from './procfs-error.ts';

/** The kernel allows 15 bytes for an interface and 31 for a disk; longer is not a device name. */
const LONGEST = 64;

/** A device name as it stands in a /proc file. Throws ProcfsError when it is missing or longer than any kernel's. */
export function parseName(text: string | undefined, subsystem: string, line: number): string {
  if (text === undefined || text === '') throw new ProcfsError(subsystem, line, 'device name is missing');
  if (text.length > LONGEST) {
    throw new ProcfsError(subsystem, line, `device name is longer than ${LONGEST} characters`);
  }
  return text;
}
