import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';

/** Key of USER_HZ in the auxiliary vector, <elf.h>. */
const AT_CLKTCK = 17n;
const USER_HZ = 100;

/** Ticks per second of /proc/stat, from the vector that sysconf(_SC_CLK_TCK) reads too; 100 where there is none. */
export function readUserHz(procRoot: string): number {
  try {
    const vector = readFileSync(join(procRoot, 'self/auxv'));
    const word = (offset: number): bigint =>
      endianness() === 'LE' ? vector.readBigUInt64LE(offset) : vector.readBigUInt64BE(offset);
    for (let offset = 0; offset + 16 <= vector.length; offset += 16) {
      if (word(offset) === AT_CLKTCK) return Number(word(offset + 8));
    }
  } catch {
    // No such file under another root: the kernel's constant on every architecture Node runs on.
  }
  return USER_HZ;
}
