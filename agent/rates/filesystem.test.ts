import { expect, test } from 'vitest';
import { filesystemValues } from './filesystem.ts';

test('sizes are in MB, and used percent leaves out what is kept for root', () => {
  const values = filesystemValues({
    blockSize: 4096,
    blocksTotal: 1000 * 256,
    blocksFree: 400 * 256,
    blocksAvailable: 200 * 256,
  });
  expect(values).toEqual({ fs_size: 1000, fs_used: 600, fs_available: 200, fs_used_percent: 75 });
});

test('a file system without blocks has no percent', () => {
  expect(
    filesystemValues({ blockSize: 4096, blocksTotal: 0, blocksFree: 0, blocksAvailable: 0 }),
  ).toMatchObject({ fs_size: 0, fs_used_percent: null });
});
