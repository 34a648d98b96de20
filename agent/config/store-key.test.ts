import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseKey } from './choose-key.ts';
import { readKeyFile } from './read-key-file.ts';
import { storeKey } from './store-key.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcc-key-'));
  path = join(folder, 'state', 'apikey');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('storeKey', () => {
  test('keeps the successor for its owner only, and which keys it replaces', () => {
    storeKey(path, 'pmk_b_2', 'pmk_a_1');
    storeKey(path, 'pmk_c_3', 'pmk_b_2');
    expect(readFileSync(path, 'utf8')).toBe('pmk_c_3\nreplaces pmk_a\nreplaces pmk_b\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readKeyFile(path)).toEqual({ key: 'pmk_c_3', replaces: ['pmk_a', 'pmk_b'] });
  });
});

describe('chooseKey', () => {
  test.each([
    ['the given key, without a file', null, 'pmk_a_1', 'pmk_a_1'],
    ['none at all', null, '', ''],
    ['the stored key, without another', 'pmk_b_2\n', '', 'pmk_b_2'],
    ['the successor of the given key', 'pmk_c_3\nreplaces pmk_a\nreplaces pmk_b\n', 'pmk_a_1', 'pmk_c_3'],
    ['a key given anew', 'pmk_c_3\nreplaces pmk_a\n', 'pmk_d_4', 'pmk_d_4'],
    ['a given key of another kind', 'pmk_c_3\nreplaces pmk_a\n', 'secret', 'secret'],
  ])('takes %s', (_name, content, given, expected) => {
    const file = join(folder, 'apikey');
    if (content !== null) writeFileSync(file, content);
    expect(chooseKey(given, file).key).toBe(expected);
  });

  test.each([
    ['an empty file', ''],
    ['two words', 'a key\n'],
    ['no ASCII', 'schlüssel\n'],
  ])('refuses %s', (_name, content) => {
    const file = join(folder, 'apikey');
    writeFileSync(file, content);
    expect(() => chooseKey('', file)).toThrow('must be a key of printable ASCII characters');
  });

  test('says when the file cannot be read', () => {
    expect(() => chooseKey('', folder)).toThrow('cannot read the key file (EISDIR');
  });
});
