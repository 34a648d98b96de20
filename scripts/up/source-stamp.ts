import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED_NAMES = new Set(['node_modules', '.next', '.data', 'dist', '.git']);
const SKIPPED_PATHS = new Set(['server/db/generated']);

/**
 * SHA-256 over the names and contents of files, to tell whether what was built from them is up to date.
 * Made things (node_modules, .next, .data, dist, server/db/generated) are left out; a path that does not exist
 * counts as that.
 * @param paths files and folders, relative to root; their order does not matter.
 */
export function sourceStamp(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) addPath(hash, root, path);
  return hash.digest('hex');
}

function addPath(hash: Hash, root: string, path: string): void {
  if (SKIPPED_PATHS.has(path)) return;
  const full = join(root, path);
  const entry = statSync(full, { throwIfNoEntry: false });
  if (entry?.isDirectory()) {
    for (const name of readdirSync(full).sort()) {
      if (!SKIPPED_NAMES.has(name)) addPath(hash, root, `${path}/${name}`);
    }
    return;
  }
  if (entry && !entry.isFile()) return; // sockets and the like are nobody's source
  const content = entry ? readFileSync(full) : null;
  // The length keeps names and contents apart: no two trees give the same bytes.
  hash.update(JSON.stringify([path, content?.length ?? -1]));
  if (content) hash.update(content);
}
