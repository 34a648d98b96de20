import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holdFile } from './hold-file.ts';

const folderIn = (parent: string): string => {
  const folder = mkdtempSync(join(parent, 'hold-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
/** A file system in memory that Linux hosts and containers have. */
const deviceOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.dev;
const OTHER = '/dev/shm';
const hasOther = ![undefined, deviceOf(tmpdir())].includes(deviceOf(OTHER));

test.each([
  ['the same file system', tmpdir(), true],
  ['another file system', OTHER, hasOther],
])('on %s what is held outlives its file', async (_, parent, isThere) => {
  if (!isThere) return void console.log(`skipped: ${OTHER} is no file system of its own here`);
  const [from, to] = [folderIn(tmpdir()), folderIn(parent)];
  const path = join(from, '7-abc.parquet');
  writeFileSync(path, 'PAR1');
  const held = await holdFile(path, to);
  rmSync(path);
  expect(held).toBe(join(to, '7-abc.parquet'));
  expect(readFileSync(held, 'utf8')).toBe('PAR1');
});

test('what is gone is not held', async () => {
  const folder = folderIn(tmpdir());
  await expect(holdFile(join(folder, 'gone'), folder)).rejects.toThrow('ENOENT');
});
