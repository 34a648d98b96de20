import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';

/** Says that a folder is the output of pcprocess and may be written anew. */
const MARKER = '.pcprocess';

/**
 * Makes the folder, or takes one that is empty or was made by an earlier run. Throws when it holds other files and
 * `force` is false; with `force` they stay, and only files of our names are replaced.
 */
export function claimFolder(folder: string, force: boolean): void {
  makeFolder(folder);
  const marker = join(folder, MARKER);
  if (!force && !existsSync(marker) && readdirSync(folder).length > 0) {
    throw new Error(
      `${folder} is not empty and was not made by pcprocess: choose another folder, or --force to replace files in it`,
    );
  }
  writeFileSync(marker, 'Made by pcprocess, which may replace what it wrote here.\n');
}
