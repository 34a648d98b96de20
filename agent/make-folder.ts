import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const EVERYBODY = 0o777;

/**
 * Makes a folder and those above it, or takes one that is there. Throws the system's error.
 *
 * Node's `recursive` goes round for ever where a folder cannot be made although the one above it is there, as in /proc,
 * which answers ENOENT to that.
 *
 * @param mode of the folders that are made, before the umask
 */
export function makeFolder(folder: string, mode = EVERYBODY): void {
  try {
    mkdirSync(folder, { mode });
    return;
  } catch (error) {
    if (isFolder(folder)) return;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || isFolder(dirname(folder))) throw error;
  }
  makeFolder(dirname(folder), mode);
  makeFolder(folder, mode);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
