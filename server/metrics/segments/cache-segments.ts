import { createHash, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { log } from '#server/log.ts';
import { segmentCacheFolder } from '#server/metrics/duckdb/data-folders.ts';
import { processWide } from '#server/process-wide.ts';
import { isIntact } from './is-intact.ts';
import { sweepSegmentCache } from './sweep-segment-cache.ts';

/** A segment as PostgreSQL describes it, without its bytes. */
export interface SegmentRef {
  id: string;
  sha256: Buffer;
  byteCount: number;
}

/** Space the cached segments of all tenants may take, more or less: what was just used always stays. */
const LIMIT_BYTES = 1024 ** 3;
const SWEEP_EACH_BYTES = 64 * 1024 ** 2;
/** Well within the time for which the sweep leaves a used file alone. */
const TOUCH_EACH_MS = 60_000;

const state = () => processWide('segmentCache', () => ({ checked: new Map<string, string>(), written: 0 }));

/**
 * The segments as files, in the same order: from the cache, else fetched over `client` (in the caller's transaction,
 * so that a segment that is being replaced is still there). A file's content is checked against its SHA-256 when it
 * is written and at its first use in a process; after that its size, change time and inode say whether it is the same.
 * Safe for several processes: files appear whole, under a name that holds their checksum.
 */
export async function cacheSegments(
  client: PoolClient,
  schemaName: string,
  segments: readonly SegmentRef[],
): Promise<string[]> {
  const folder = segmentCacheFolder(schemaName);
  if (segments.length > 0) await mkdir(folder, { recursive: true, mode: 0o700 });
  const paths: string[] = [];
  for (const segment of segments) {
    const path = join(folder, `${segment.id}-${segment.sha256.toString('hex').slice(0, 16)}.parquet`);
    if (!(await isUsable(path, segment))) await fill(client, path, segment);
    paths.push(path);
  }
  return paths;
}

async function isUsable(path: string, segment: SegmentRef): Promise<boolean> {
  // At once: a month is thirty files, and handing each to a thread takes ten times as long as the call.
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.size !== segment.byteCount) return false;
  const { checked } = state();
  const identity = `${found.ino}:${found.mtimeMs}`;
  if (checked.get(path) !== identity) {
    if (!(await isIntact(path, segment.sha256))) return false;
    checked.set(path, identity);
  }
  // The access time is what the sweep goes by, and many file systems do not keep it.
  if (Date.now() - found.atimeMs > TOUCH_EACH_MS) await utimes(path, new Date(), found.mtime).catch(() => {});
  return true;
}

async function fill(client: PoolClient, path: string, segment: SegmentRef): Promise<void> {
  const { rows } = await client.query<{ data: Buffer }>('SELECT data FROM segment WHERE id = $1', [
    segment.id,
  ]);
  const data = rows[0]?.data;
  if (!data) throw new Error(`Segment ${segment.id} is gone within the snapshot that named it.`);
  if (!createHash('sha256').update(data).digest().equals(segment.sha256))
    throw new Error(`Segment ${segment.id} in the database does not match its checksum.`);
  const draft = `${path}.${randomUUID()}.draft`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(data);
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const now = state();
  now.written += data.length;
  if (now.written < SWEEP_EACH_BYTES) return;
  now.written = 0;
  now.checked.clear();
  // Another process may sweep at the same time; a query does not fail over housekeeping.
  await sweepSegmentCache(LIMIT_BYTES).catch((error) =>
    log().warn({ err: error }, 'the segment cache could not be swept'),
  );
}
