import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Writes a folder's entries through to the disk, so that a file made in it is still there after a power failure. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
