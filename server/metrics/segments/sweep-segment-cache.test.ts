import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { segmentCacheFolder } from '#server/metrics/duckdb/data-folders.ts';
import { sweepSegmentCache } from './sweep-segment-cache.ts';

test('the least recently used go first, of all tenants, and what is in use stays', async () => {
  const now = Date.now();
  const files = [
    ['t_a', 'oldest', 50],
    ['t_b', 'older', 40],
    ['t_a', 'old.draft', 30],
    ['t_b', 'recent', 20],
    ['t_b', 'in-use', 1],
  ] as const;
  for (const [schema, name, minutes] of files) {
    const folder = segmentCacheFolder(schema);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), Buffer.alloc(100));
    const used = new Date(now - minutes * 60_000);
    await utimes(join(folder, name), used, new Date(now - 999_999_999));
  }
  const left = async () => [
    ...(await readdir(segmentCacheFolder('t_a'))),
    ...(await readdir(segmentCacheFolder('t_b'))),
  ];
  await sweepSegmentCache(500, now);
  expect(await left()).toHaveLength(5);
  await sweepSegmentCache(450, now);
  expect((await left()).sort()).toEqual(['in-use', 'old.draft', 'older', 'recent']);
  await sweepSegmentCache(10, now);
  expect(await left()).toEqual(['in-use']);
});
