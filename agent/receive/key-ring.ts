import { statSync } from 'node:fs';
import type { Log } from '../log.ts';
import { hashKey, type KeyOwner, type Keys, readKeys } from './read-keys.ts';

export interface KeyRing {
  find(key: string): KeyOwner | undefined;
  /** Reads the file again; one that cannot be used leaves the keys as they are. */
  reload(): void;
  close(): void;
}

const LOOK_MS = 1000;

/** The keys of a file, read again whenever it changes. Throws when it cannot be used at the start: see readKeys. */
export function openKeyRing(path: string, log: Log): KeyRing {
  let seen = fingerprint(path);
  let keys: Keys = readKeys(path);
  log.info('keys read', { path, keys: keys.size });

  const reload = (): void => {
    try {
      keys = readKeys(path);
      log.info('keys read', { path, keys: keys.size });
    } catch (error) {
      log.error('keys file cannot be used, the keys stay as they were', { path, reason: String(error) });
    }
  };
  const timer = setInterval(() => {
    const now = fingerprint(path);
    if (now === seen) return;
    seen = now;
    reload();
  }, LOOK_MS);
  timer.unref();
  return {
    find: (key) => keys.get(hashKey(key)),
    reload() {
      seen = fingerprint(path);
      reload();
    },
    close: () => clearInterval(timer),
  };
}

/** Changes with the content, the mode and the file itself; '' while there is none. */
function fingerprint(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(' ') : '';
}
