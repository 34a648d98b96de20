import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK = 512;

/** What a folder takes on disk, in bytes of whole blocks, as du counts. A file that goes meanwhile is not counted. */
export function folderBytes(folder: string): number {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    try {
      bytes += lstatSync(join(folder, name)).blocks * BLOCK;
    } catch {
      // Merged away.
    }
  }
  return bytes;
}
