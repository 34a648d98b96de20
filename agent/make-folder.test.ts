import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'make-folder-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('makes the folders above too, each with the mode, and takes one that is there', () => {
  const folder = join(home, 'a', 'b', 'c');
  makeFolder(folder, 0o700);
  makeFolder(folder, 0o755);
  for (const made of [folder, join(home, 'a')]) {
    expect(statSync(made).isDirectory()).toBe(true);
    expect(statSync(made).mode & 0o777).toBe(0o700);
  }
});

test('takes a link to a folder, and the root', () => {
  symlinkSync(tmpdir(), join(home, 'link'));
  expect(() => makeFolder(join(home, 'link'))).not.toThrow();
  expect(() => makeFolder('/')).not.toThrow();
});

test.each([
  ['a file', 'file', 'EEXIST'],
  ['below a file', 'file/x/y', 'ENOTDIR'],
  ['a link to nothing', 'dangling', 'EEXIST'],
])('throws for %s', (_, path, code) => {
  writeFileSync(join(home, 'file'), '');
  symlinkSync(join(home, 'nothing'), join(home, 'dangling'));
  expect(() => makeFolder(join(home, path))).toThrow(expect.objectContaining({ code }));
});

test('ends where a folder cannot be made although the one above it is there', () => {
  expect(() => makeFolder('/proc/perfanalysis')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  expect(() => makeFolder('/proc/perfanalysis/data')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});
