import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { openKeyRing } from './key-ring.ts';
import { hashKey, readKeys } from './read-keys.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcd-'));
  path = join(folder, 'keys');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string, mode = 0o600): void => {
  writeFileSync(path, text);
  chmodSync(path, mode);
};

describe('readKeys', () => {
  test('reads keys with and without identifier', () => {
    write('# site A\n\nkey-one server01\r\n  key-two   \nkey-three\tname with spaces \n');
    expect([...readKeys(path)]).toEqual([
      [hashKey('key-one'), { identifier: 'server01' }],
      [hashKey('key-two'), { identifier: null }],
      [hashKey('key-three'), { identifier: 'name with spaces' }],
    ]);
  });

  test.each([[0o644], [0o640], [0o602], [0o660]])('refuses mode %o', (mode) => {
    write('key-one server01\n', mode);
    expect(() => readKeys(path)).toThrow(`chmod 600 ${path}`);
  });

  test.each([
    ['an empty file', '', 'holds no key'],
    ['comments only', '# nothing\n', 'holds no key'],
    ['a path as identifier', 'key-one ../x\n', 'line 1: the identifier begins with a dot'],
    ['a key twice', 'key-one a\nkey-one b\n', 'line 2: the key stands on an earlier line too'],
    ['a key that no header can hold', 'kéy server01\n', 'line 1: a key is'],
  ])('refuses %s', (_name, text, message) => {
    write(text);
    expect(() => readKeys(path)).toThrow(message);
  });

  test('names a file that is not there', () => {
    expect(() => readKeys(path)).toThrow('ENOENT');
  });
});

test('a key ring reads again when asked, and keeps its keys when the file cannot be used', () => {
  write('key-one\n');
  const lines: string[] = [];
  const ring = openKeyRing(
    path,
    createLog('error', (line) => lines.push(line)),
  );
  write('key-two\n');
  ring.reload();
  expect([ring.find('key-one'), ring.find('key-two')]).toEqual([undefined, { identifier: null }]);
  write('key-three\n', 0o644);
  ring.reload();
  expect(ring.find('key-two')).toEqual({ identifier: null });
  expect(lines.join('')).toContain('the keys stay as they were');
  expect(lines.join('')).not.toContain('key-three');
  ring.close();
});
