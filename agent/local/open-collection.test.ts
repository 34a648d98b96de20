import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CollectionOptions, openCollection } from './open-collection.ts';

const NOW = Date.UTC(2026, 0, 7, 19, 10, 11, 500);
const tick = (n: number): string =>
  `{"timestamp":${1_767_813_011 + n},"subsystem":"/proc/loadavg","measurement":"${n}"}\n`;

let folder: string;
let path: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcc-local-'));
  path = join(folder, 'collection.json');
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (more: Partial<CollectionOptions> = {}) =>
  openCollection({
    path,
    gzip: false,
    fsyncTicks: 1,
    rotateBytes: 0,
    rotateMs: 0,
    keep: 0,
    onRepair: (bytes) => said.push(`repaired ${bytes}`),
    onRotate: (to) => said.push(`rotated ${to.slice(folder.length + 1)}`),
    onFailure: (error) => said.push(error ? `failed ${(error as NodeJS.ErrnoException).code}` : 'well'),
    ...more,
  });

function write(from: number, to: number, more: Partial<CollectionOptions> = {}): void {
  const collection = open(more);
  for (let n = from; n < to; n += 1) collection.append(tick(n), NOW + n * 1000);
  collection.close();
}

const ticks = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => tick(from + n)).join('');

describe('plain', () => {
  test('appends, for its owner only', () => {
    write(0, 3);
    write(3, 5);
    expect(readFileSync(path, 'utf8')).toBe(ticks(0, 5));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('a last line cut anywhere is removed, and the next tick follows whole ones', () => {
    for (let cut = 1; cut < tick(2).length; cut += 1) {
      writeFileSync(path, ticks(0, 3));
      truncateSync(path, Buffer.byteLength(ticks(0, 2)) + cut);
      write(3, 4);
      const whole = cut === tick(2).length - 1 ? 3 : 2;
      expect(readFileSync(path, 'utf8')).toBe(ticks(0, whole) + tick(3));
    }
    expect(said).toHaveLength(tick(2).length - 2);
  });

  test.each([
    ['a torn line alone', '{"timestamp":1,"sub', ''],
    ['zeros, as a power failure leaves them', `${tick(0)}\0\0\0\0`, tick(0)],
    ['a torn line of 200 kB', `${tick(0)}{"timestamp":1,"measurement":"${'x'.repeat(200_000)}`, tick(0)],
    ['somebody’s own words', `${tick(0)}# end of Monday`, `${tick(0)}# end of Monday\n`],
    ['nothing', '', ''],
  ])('%s', (_name, before, kept) => {
    writeFileSync(path, before);
    write(5, 6);
    expect(readFileSync(path, 'utf8')).toBe(kept + tick(5));
  });
});

describe('gzip', () => {
  const unpacked = (): string => gunzipSync(readFileSync(path)).toString();

  test('any reader unpacks it, and so many ticks share a member', () => {
    const collection = open({ gzip: true, fsyncTicks: 3 });
    const sizes = Array.from({ length: 7 }, (_, n) => {
      collection.append(tick(n), NOW);
      return statSync(path).size;
    });
    expect(new Set(sizes).size).toBe(3);
    collection.close();
    write(7, 8, { gzip: true });
    expect(unpacked()).toBe(ticks(0, 8));
  });

  test('a member cut anywhere is removed, the ones before it stay', () => {
    write(0, 2, { gzip: true });
    const before = statSync(path).size;
    write(2, 3, { gzip: true });
    const whole = readFileSync(path);
    for (let end = before + 1; end < whole.length; end += 1) {
      writeFileSync(path, whole.subarray(0, end));
      write(3, 4, { gzip: true });
      expect(unpacked()).toBe(ticks(0, 2) + tick(3));
    }
    expect(said).toHaveLength(whole.length - before - 1);
  });

  test('a member with its length and without its content is removed', () => {
    write(0, 1, { gzip: true });
    const before = statSync(path).size;
    write(1, 2, { gzip: true });
    const damaged = readFileSync(path).fill(0, before + 30);
    writeFileSync(path, damaged);
    write(2, 3, { gzip: true });
    expect(unpacked()).toBe(tick(0) + tick(2));
  });

  test('appends to what another program packed', () => {
    writeFileSync(path, gzipSync(tick(0)));
    write(1, 2, { gzip: true });
    expect(unpacked()).toBe(ticks(0, 2));
  });
});

describe('rotation', () => {
  const rotated = (): string[] => readdirSync(folder).sort();

  test('by size, each file whole, the newest kept', () => {
    write(0, 9, { rotateBytes: 2 * tick(0).length, keep: 2 });
    expect(rotated()).toEqual([
      'collection-20260107T191016Z.json',
      'collection-20260107T191018Z.json',
      'collection.json',
    ]);
    expect(rotated().map((file) => readFileSync(join(folder, file), 'utf8'))).toEqual([
      ticks(4, 6),
      ticks(6, 8),
      ticks(8, 9),
    ]);
  });

  test('by age, counted from the first record, also over a restart', () => {
    for (const gzip of [false, true]) {
      const name = gzip ? 'packed.json.gz' : 'plain.json';
      path = join(folder, name);
      const old = 1_767_813_011_000;
      const more = { gzip, rotateMs: 60_000 };
      const first = open(more);
      first.append(tick(0), old);
      first.close();
      const second = open(more);
      second.append(tick(1), old + 59_000);
      second.append(tick(2), old + 60_000);
      second.close();
    }
    expect(said).toEqual(['rotated plain-20260107T191111Z.json', 'rotated packed-20260107T191111Z.json.gz']);
  });

  test('two within a second get two names, and other files are left alone', () => {
    writeFileSync(join(folder, 'collection-notes.json'), '');
    const collection = open({ rotateBytes: 1, keep: 2 });
    for (let n = 0; n < 3; n += 1) collection.append(tick(n), NOW);
    collection.close();
    expect(rotated()).toEqual([
      'collection-20260107T191011Z-1.json',
      'collection-20260107T191011Z-2.json',
      'collection-notes.json',
    ]);
  });
});

test.skipIf(process.platform !== 'linux')(
  'a full disk: said once, and what waited is lost when it never works',
  () => {
    const collection = open({ path: '/dev/full' });
    collection.append(tick(0), NOW);
    collection.append(tick(1), NOW);
    collection.close();
    expect([collection.lost(), said]).toEqual([2, ['failed ENOSPC']]);
  },
);

test('ticks wait for a folder that was gone', () => {
  const collection = open({ rotateBytes: 1 });
  collection.append(tick(0), NOW);
  rmSync(folder, { recursive: true });
  collection.append(tick(1), NOW + 1000);
  collection.append(tick(2), NOW + 2000);
  expect(said.at(-1)).toBe('failed ENOENT');
  mkdirSync(folder);
  collection.append(tick(3), NOW + 3000);
  collection.close();
  const [rotatedFile = ''] = readdirSync(folder);
  expect([said.at(-1), collection.lost()]).toEqual(['well', 0]);
  expect(readFileSync(join(folder, rotatedFile), 'utf8')).toBe(ticks(1, 4));
});
