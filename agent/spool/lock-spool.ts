import { readFileSync, readlinkSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes a spool for this process, and answers how to give it back. The lock is a symbolic link whose target names the
 * holder: the system makes it whole or not at all, and needs no room on the disk for it. A holder that is gone (no such
 * process, started at another moment, or before the host was) leaves no lock.
 *
 * Processes that do not see each other, in containers that share the folder, cannot be told apart from gone ones.
 * Throws Error when another process holds it, and the system's error when the link cannot be made.
 */
export function lockSpool(folder: string): () => void {
  const path = join(folder, 'lock');
  const own = identify(process.pid) ?? String(process.pid);
  for (;;) {
    try {
      symlinkSync(own, path);
      return () => {
        if (readLink(path) === own) unlinkSync(path);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readLink(path);
    if (holder === null) continue;
    if (isAlive(holder)) throw inUse(folder, holder);
    // Moved before it is removed: of two that find it stale, one may by now move the other's new lock.
    const moved = `${path}.${process.pid}`;
    try {
      renameSync(path, moved);
    } catch {
      continue;
    }
    const got = readLink(moved);
    if (got !== holder && got !== null) {
      renameSync(moved, path);
      throw inUse(folder, got);
    }
    unlinkSync(moved);
  }
}

function inUse(folder: string, holder: string): Error {
  const [pid] = holder.split('.');
  return new Error(
    `the spool ${folder} is used by process ${pid}: stop that one, or name another folder in PCC_SPOOL`,
  );
}

function isAlive(holder: string): boolean {
  const [pid = ''] = holder.split('.');
  if (!/^\d{1,10}$/.test(pid)) return false;
  const found = identify(Number(pid));
  if (found !== null) return found === holder;
  // Without /proc: whether there is a process at all.
  if (holder.includes('.')) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Process, its start in clock ticks since the boot, and the boot; null where /proc does not say. */
function identify(pid: number): string | null {
  try {
    // The name in parentheses may hold anything; field 22 of proc_pid_stat(5) is the 20th behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = '', start = ''] = [fields[0], fields[19]];
    // Dead, and its parent has not asked yet: a container without an init process keeps it like that.
    if (state === 'Z' || state === 'X') return `${pid}.dead`;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
    return `${pid}.${start}.${boot}`;
  } catch {
    return null;
  }
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
