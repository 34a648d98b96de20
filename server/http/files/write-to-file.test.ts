import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { writeToFile } from './write-to-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'write-to-file-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k,mode=700', 'tmpfs', folder]).status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true });
});

const limit = { bytes: 2_000_000, tooLarge: () => new AppError('FILE_TOO_LARGE', 'Too large.') };
async function* chunksOf(byteCount: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < byteCount; at += 50_000)
    yield Buffer.alloc(Math.min(50_000, byteCount - at), at / 50_000);
}

test('writes every byte, and hashes them', async () => {
  const path = join(folder, 'whole');
  const { byteCount, sha256 } = await writeToFile(path, chunksOf(120_001), limit);
  const bytes = readFileSync(path);
  expect([byteCount, bytes.length]).toEqual([120_001, 120_001]);
  expect(createHash('sha256').update(bytes).digest()).toEqual(sha256);
  rmSync(path);
});

// Needs root; a disk that becomes full within a write takes a part of it without complaint.
test.runIf(mounted)('a file that does not fit is an error, never a part of it', async () => {
  const path = join(folder, 'part');
  await expect(writeToFile(path, chunksOf(700_000), limit)).rejects.toMatchObject({ code: 'ENOSPC' });
});
