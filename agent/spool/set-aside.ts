import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';

/** For somebody to look at; more than this is not kept. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Keeps bytes that cannot be delivered, in the folder `set-aside` of the spool. Answers the path; null when there is
 * enough there already or the disk has no room: they are only evidence, so that is no error.
 */
export function setAside(spool: string, name: string, bytes: Uint8Array): string | null {
  try {
    const folder = join(spool, 'set-aside');
    makeFolder(folder, 0o700);
    const kept = readdirSync(folder).reduce((sum, entry) => sum + statSync(join(folder, entry)).size, 0);
    if (kept + bytes.length > MOST_BYTES) return null;
    const path = join(folder, name);
    writeFileSync(path, bytes, { mode: 0o600 });
    return path;
  } catch {
    return null;
  }
}
