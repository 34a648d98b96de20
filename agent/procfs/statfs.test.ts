import { describe, expect, test } from 'vitest';
import { ProcfsError } from './procfs-error.ts';
import { parseStatfs } from './statfs.ts';

const ROOT =
  '{"mount_point":"/","block_size":4096,"blocks_total":100,"blocks_free":60,"blocks_available":50}';

describe('parseStatfs', () => {
  test('reads an object per line, by mount point', () => {
    const boot = ROOT.replace('"/"', '"/boot/efi"').replace('4096', '512');
    expect(parseStatfs(`${ROOT}\n${boot}\n`)).toEqual({
      '/': { blockSize: 4096, blocksTotal: 100, blocksFree: 60, blocksAvailable: 50 },
      '/boot/efi': { blockSize: 512, blocksTotal: 100, blocksFree: 60, blocksAvailable: 50 },
    });
  });

  test('takes a host without file systems, and a mount point called like a property', () => {
    expect(parseStatfs('')).toEqual({});
    expect(Object.keys(parseStatfs(ROOT.replace('"/"', '"__proto__"')))).toEqual(['__proto__']);
  });

  test.each([
    ['text', 'Filesystem 1K-blocks', 'file system 1 is not JSON'],
    ['a cut line', `${ROOT}\n{"mount_po`, 'file system 2 is not JSON'],
    ['a list', '[]', 'file system 1 must be a JSON object'],
    ['no mount point', '{"block_size":1}', 'mount_point must be a path'],
    ['a number as mount point', ROOT.replace('"/"', '1'), 'mount_point must be a path'],
    ['a path no kernel has', ROOT.replace('"/"', `"${'x'.repeat(5000)}"`), 'mount_point must be a path'],
    ['a missing size', ROOT.replace('blocks_total', 'blocks'), 'blocks_total is missing'],
    [
      'a negative size',
      ROOT.replace('100', '-1'),
      'file system 1: blocks_total must be a non-negative number',
    ],
  ])('refuses %s', (_name, text, message) => {
    expect(() => parseStatfs(text)).toThrow(ProcfsError);
    expect(() => parseStatfs(text)).toThrow(message);
  });
});
