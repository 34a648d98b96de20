import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { KeyRing } from './key-ring.ts';

let folder: string;
let keyFile: string;
let log: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-ring-'));
  keyFile = join(folder, 'apikey');
  log = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (file = keyFile): KeyRing =>
  new KeyRing({ apikey: 'pmk_old_s1', keyFile: file, log: createLog('debug', (line) => log.push(line)) });

describe('KeyRing', () => {
  test('stores a successor for its owner only, and uses it at once', () => {
    const keys = open();
    keys.adopt('pmk_new_s2');
    expect(keys.current).toBe('pmk_new_s2');
    expect(readFileSync(keyFile, 'utf8')).toBe('pmk_new_s2\nreplaces pmk_old\n');
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(log.join()).not.toMatch(/s1|s2/);
  });

  test.each(['', 'pmk_', 'pmk_a_b\nx: y', 'Bearer pmk_a_b', 'pmk_old_s1', 'x'.repeat(500)])(
    'takes %j for no successor',
    (text) => {
      const keys = open();
      keys.adopt(text);
      expect(keys.current).toBe('pmk_old_s1');
      expect(() => statSync(keyFile)).toThrow('ENOENT');
    },
  );

  test('does not use what it cannot store, and says so once', () => {
    writeFileSync(join(folder, 'file'), '');
    const keys = open(join(folder, 'file', 'apikey'));
    keys.adopt('pmk_new_s2');
    keys.adopt('pmk_new_s2');
    expect(keys.current).toBe('pmk_old_s1');
    expect(log).toHaveLength(1);
  });

  test('has nothing else to try without a successor', () => {
    expect(open().refused()).toBe(false);
  });

  test('goes back when the successor is refused and the key before is not', () => {
    const keys = open();
    keys.adopt('pmk_new_s2');
    expect([keys.refused(), keys.current]).toEqual([true, 'pmk_old_s1']);
    keys.accepted();
    keys.adopt('pmk_new_s2');
    expect(keys.current).toBe('pmk_old_s1');
    expect(readFileSync(keyFile, 'utf8').split('\n')[0]).toBe('pmk_old_s1');
  });

  test('with both refused tries both again at each probe', () => {
    const keys = open();
    keys.adopt('pmk_new_s2');
    expect([keys.refused(), keys.refused()]).toEqual([true, false]);
    expect(keys.current).toBe('pmk_new_s2');
    expect([keys.refused(), keys.current]).toEqual([true, 'pmk_old_s1']);
  });
});
