import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { keyId } from './key-id.ts';
import { readKeyFile } from './read-key-file.ts';

/**
 * Stores the successor of a key, for its owner only, so that the file holds either the old or the new whole key whatever
 * happens. Also notes which key it replaces: settings that still name that one then mean the successor.
 * Throws the system's error when it cannot be stored: the successor must not be used then.
 */
export function storeKey(path: string, successor: string, old: string): void {
  const replaced = [...(readKeyFile(path)?.replaces ?? []), keyId(old)].filter((id) => id !== null);
  const lines = [successor, ...new Set(replaced)].map((line, index) =>
    index === 0 ? line : `replaces ${line}`,
  );
  makeFolder(dirname(path), 0o700);
  const fresh = `${path}.new`;
  const descriptor = openSync(fresh, 'w', 0o600);
  try {
    writeSync(descriptor, `${lines.join('\n')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(fresh, path);
}
