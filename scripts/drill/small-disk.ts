import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';

/** A file system of its own that can be full at a moment's notice. */
export interface SmallDisk {
  /** Leaves `kilobytes` of room, and no more. */
  fill: (kilobytes: number) => void;
  /** Gives all its room back. */
  free: () => void;
  unmount: () => void;
}

/**
 * Mounts a tmpfs of `megabytes` at `path`. It becomes full by being made smaller, so nothing has to be written to it.
 * @throws Error when this process may not mount
 */
export function mountSmallDisk(path: string, megabytes: number, mode: string): SmallDisk {
  mkdirSync(path, { recursive: true });
  const run = (command: string, args: readonly string[]) => {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=${mode}`, 'perfanalysis-drill', path]);
  const resize = (kilobytes: number) => run('mount', ['-o', `remount,size=${kilobytes}k`, path]);
  const usedKilobytes = () => {
    const { blocks, bfree, bsize } = statfsSync(path);
    return Math.ceil(((blocks - bfree) * bsize) / 1024);
  };
  return {
    fill: (kilobytes) => {
      // What is written between the two lines makes the new size too small, and the kernel refuses it.
      for (let tries = 20; ; tries -= 1)
        try {
          return resize(usedKilobytes() + kilobytes);
        } catch (error) {
          if (tries === 0) throw error;
        }
    },
    free: () => resize(megabytes * 1024),
    unmount: () => run('umount', ['-l', path]),
  };
}
