import { describe, expect, test } from 'vitest';
import { parseMeminfo } from './meminfo.ts';
import { ProcfsError } from './procfs-error.ts';

const LINUX_6 = `MemTotal:        3707644 kB
MemFree:         1236440 kB
MemAvailable:    3017040 kB
Buffers:              28 kB
Cached:          1972812 kB
SwapCached:        21624 kB
SwapTotal:       5804024 kB
SwapFree:        5708224 kB
Slab:             136456 kB
SReclaimable:      66396 kB
HugePages_Total:       0
VmallocTotal:   13743895347199 kB
`;

describe('parseMeminfo', () => {
  test('reads the lines of the catalogue', () => {
    expect(parseMeminfo(LINUX_6)).toEqual({
      total: 3707644,
      free: 1236440,
      available: 3017040,
      buffers: 28,
      cached: 1972812,
      slab: 136456,
      slabReclaimable: 66396,
      swapTotal: 5804024,
      swapFree: 5708224,
    });
  });

  test('leaves lines an old kernel does not have null', () => {
    expect(parseMeminfo('MemTotal: 10 kB\nMemFree: 4 kB\n')).toMatchObject({
      total: 10,
      available: null,
      slab: null,
    });
  });

  test.each([
    ['empty', '', '/proc/meminfo: MemTotal is missing'],
    ['without MemFree', 'MemTotal: 10 kB\n', '/proc/meminfo: MemFree is missing'],
    ['cut in a number’s line', 'MemTotal: 10 kB\nMemFree:', '/proc/meminfo line 2: MemFree must be in kB'],
    ['in another unit', 'MemTotal: 10 MB\n', '/proc/meminfo line 1: MemTotal must be in kB'],
    [
      'negative',
      'MemTotal: -10 kB\n',
      '/proc/meminfo line 1: MemTotal must be an unsigned integer, found "-10"',
    ],
    [
      'worded',
      'MemTotal: ten kB\n',
      '/proc/meminfo line 1: MemTotal must be an unsigned integer, found "ten"',
    ],
  ])('refuses text that is %s', (_name, text, message) => {
    expect(() => parseMeminfo(text)).toThrow(ProcfsError);
    expect(() => parseMeminfo(text)).toThrow(message);
  });
});
