import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

const SECTOR_BYTES = 512;

/** The record `sysfs[*]`: each block device and network interface, physical or not. See procfs/sysfs.ts for its shape. */
export function readSysfs(sysRoot: string): string {
  return JSON.stringify({
    block: each(join(sysRoot, 'block'), (path) => {
      const sectors = readNumber(join(path, 'size'));
      const rotational = readNumber(join(path, 'queue/rotational'));
      return {
        physical: existsSync(join(path, 'device')),
        // In units of 512 bytes, whatever the device's own sector size is.
        size_bytes: sectors === null ? null : sectors * SECTOR_BYTES,
        rotational: rotational === null ? null : rotational === 1,
      };
    }),
    net: each(join(sysRoot, 'class/net'), (path) => ({
      physical: existsSync(join(path, 'device')),
      speed_mbps: readNumber(join(path, 'speed')),
      master: readLinkName(join(path, 'master')),
    })),
  });
}

function each<Facts>(folder: string, read: (path: string) => Facts): Record<string, Facts> {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  // `!` stands for `/` in sysfs: cciss!c0d0 is cciss/c0d0 in /proc/diskstats.
  return Object.fromEntries(
    names.sort().map((name) => [name.replaceAll('!', '/'), read(join(folder, name))]),
  );
}

/** Null for what is missing, unreadable (speed of a link that is down gives EINVAL) or negative (speed unknown: -1). */
function readNumber(path: string): number | null {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return /^\d{1,15}$/.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
}

function readLinkName(path: string): string | null {
  try {
    return basename(readlinkSync(path));
  } catch {
    return null;
  }
}
