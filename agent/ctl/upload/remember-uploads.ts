import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../session/with-lock.ts';

/** Uploads that were begun and not seen to end, by what identifies their content and destination. */
export interface RememberedUploads {
  find(key: string): string | undefined;
  keep(key: string, uploadId: string): Promise<void>;
  forget(key: string): Promise<void>;
}

/** The portal gives up what is not finished for days; older ones are of no use. */
const MOST = 200;

/**
 * The file `uploads.json` in the folder of pcctl's configuration, for its owner only. It is a memory, not a record: one
 * that is missing or damaged is empty, and a file is then sent from its start.
 */
export function rememberUploads(folder: string): RememberedUploads {
  const path = join(folder, 'uploads.json');
  const change = (key: string, uploadId: string | null): Promise<void> =>
    withLock(`${path}.lock`, async () => {
      const kept = read(path).filter(([name]) => name !== key);
      if (uploadId !== null) kept.push([key, uploadId]);
      write(path, kept.slice(-MOST));
    });
  return {
    find: (key) => read(path).find(([name]) => name === key)?.[1],
    keep: (key, uploadId) => change(key, uploadId),
    forget: (key) => change(key, null),
  };
}

function read(path: string): [key: string, uploadId: string][] {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  } catch {
    return [];
  }
}

function write(path: string, entries: readonly [string, string][]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}.new`;
  const descriptor = openSync(fresh, 'w', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(fresh, path);
}
