import { expect, test } from 'vitest';
import { findCleanText } from './find-clean-text.ts';

const mapping = (range: string, mode: string, path: string, anonymous: number | null): string =>
  [
    `${range} ${mode} 00000000 fe:00 5399126                            ${path}`,
    'Size:               1368 kB',
    'Rss:                1172 kB',
    ...(anonymous === null ? [] : [`Anonymous:          ${anonymous} kB`]),
    'VmFlags: rd ex mr mw me',
    '',
  ].join('\n');

test('finds the text and the constants of the file', () => {
  const smaps = [
    mapping('00200000-01a38000', 'r--p', '/opt/pcc agent', 0),
    mapping('01a40000-06836000', 'r-xp', '/opt/pcc agent', 0),
  ].join('');
  expect(findCleanText(smaps, '/opt/pcc agent')).toEqual([
    { start: 0x20_0000, length: 0x183_8000 },
    { start: 0x1a4_0000, length: 0x4df_6000 },
  ]);
});

test.each([
  ['relocated, and read-only since', mapping('0684a000-06852000', 'r--p', '/opt/pcc', 32)],
  ['writable', mapping('06852000-06a87000', 'rw-p', '/opt/pcc', 0)],
  ['shared with the file', mapping('06852000-06a87000', 'r--s', '/opt/pcc', 0)],
  ['of another file', mapping('7f2cefb4b000-7f2cefca1000', 'r-xp', '/usr/lib/libc.so.6', 0)],
  ['of no file', mapping('7f2cefb4b000-7f2cefca1000', 'r-xp', '', 0)],
  ['of a kernel that does not say', mapping('00200000-01a38000', 'r-xp', '/opt/pcc', null)],
  ['nothing', ''],
  ['no smaps', 'Rss: 1 kB\nAnonymous:          0 kB\nzz-yy r-xp 0 0 0 /opt/pcc\nAnonymous: 0 kB'],
])('passes over what is %s', (_, smaps) => {
  expect(findCleanText(smaps, '/opt/pcc')).toEqual([]);
});
