import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTimeZone } from './read-time-zone.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'perfanalysis-zone-'));
  mkdirSync(join(root, 'etc'));
});
afterEach(() => rmSync(root, { recursive: true }));
const link = (to: string) => symlinkSync(to, join(root, 'etc/localtime'));
const file = (text: string) => writeFileSync(join(root, 'etc/timezone'), text);

test.each([
  ['/usr/share/zoneinfo/Europe/Berlin', 'Europe/Berlin'],
  ['../usr/share/zoneinfo/Etc/UTC', 'Etc/UTC'],
  ['/usr/share/zoneinfo/America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
  ['/somewhere/else', null],
  ['/usr/share/zoneinfo/../../etc/passwd', null],
])('a link to %s says %s', (to, zone) => {
  link(to);
  expect(readTimeZone(root)).toBe(zone);
});

test.each([
  ['Europe/Berlin\n', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['', null],
  ['# none', null],
])('a file with %j says %s', (text, zone) => {
  file(text);
  expect(readTimeZone(root)).toBe(zone);
});

test('a system with neither says nothing; the link counts before the file', () => {
  expect(readTimeZone(root)).toBeNull();
  file('UTC');
  link('/usr/share/zoneinfo/Asia/Tokyo');
  expect(readTimeZone(root)).toBe('Asia/Tokyo');
});
