import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './choose-account.ts';

const READ = 4;
const ENTER = 1;

/**
 * Whether another account can open this file, or enter this folder: every folder on the way must be
 * enterable for it. Judged by owner and mode, as the kernel does for a process without supplementary groups
 * (which is how children with another uid are started).
 */
export async function canReach(path: string, account: Account): Promise<boolean> {
  let current = await realpath(path);
  const target = await stat(current);
  if (!allows(target, account, target.isDirectory() ? ENTER : READ)) return false;
  while (dirname(current) !== current) {
    current = dirname(current);
    if (!allows(await stat(current), account, ENTER)) return false;
  }
  return true;
}

/** Only the first class that matches counts: an owner without the bit is refused even if others have it. */
function allows(entry: Stats, account: Account, bit: number): boolean {
  const shift = entry.uid === account.uid ? 6 : entry.gid === account.gid ? 3 : 0;
  return ((entry.mode >> shift) & bit) === bit;
}
