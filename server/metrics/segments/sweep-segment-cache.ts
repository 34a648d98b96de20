import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { segmentCacheFolder } from '#server/metrics/duckdb/data-folders.ts';

/** A file used this recently may be in use by a query of any process. */
const IN_USE_MS = 5 * 60 * 1000;

/**
 * Removes the least recently used segments until the cache is a tenth below `limitBytes`. Files used within the last
 * five minutes stay, and so do drafts that are being written; a draft older than that was left behind and goes.
 */
export async function sweepSegmentCache(limitBytes: number, now = Date.now()): Promise<void> {
  const root = segmentCacheFolder();
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files: { path: string; size: number; used: number }[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(() => undefined);
    if (found) files.push({ path, size: found.size, used: found.atimeMs });
  }
  let total = files.reduce((sum, file) => sum + file.size, 0);
  if (total <= limitBytes) return;
  files.sort((a, b) => a.used - b.used);
  for (const { path, size, used } of files) {
    if (total <= limitBytes * 0.9 || now - used < IN_USE_MS) return;
    await rm(path, { force: true });
    total -= size;
  }
}
