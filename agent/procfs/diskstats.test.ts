import { describe, expect, test } from 'vitest';
import { parseDiskstats } from './diskstats.ts';
import { ProcfsError } from './procfs-error.ts';

const BASE = '8 0 sda 119395 322748 6234260 155970 15012 472832 8339924 2589930 0 123208 2745901';
const SDA = [119395, 6234260, 155970, 15012, 8339924, 2589930, 123208, 2745901];

describe('parseDiskstats', () => {
  test.each([
    ['14 columns of Linux 2.6', `   ${BASE}\n`, []],
    ['18 columns of Linux 4.18', `   ${BASE} 1 2 3 4\n`, [1, 3]],
    ['20 columns of Linux 5.5', `   ${BASE} 1 2 3 4 5 6\n`, [1, 3]],
    ['columns of a kernel to come', `${BASE} 1 2 3 4 5 6 7 8 9`, [1, 3]],
    ['a negative number in flight', BASE.replace(' 0 123208', ' -1 123208'), []],
  ])('takes %s', (_name, text, discards) => {
    expect(parseDiskstats(text)).toEqual({ sda: [...SDA, ...discards] });
  });

  test('lists every device, partitions too', () => {
    const text = `${BASE}\n${BASE.replace('sda', 'sda1')}\n${BASE.replace('sda', 'cciss/c0d0')}\n`;
    expect(Object.keys(parseDiskstats(text))).toEqual(['sda', 'sda1', 'cciss/c0d0']);
  });

  test('takes a host without disks', () => {
    expect(parseDiskstats('')).toEqual({});
    expect(parseDiskstats('\n')).toEqual({});
  });

  test('is not fooled by a device with the name of a property', () => {
    const disks = parseDiskstats(BASE.replace('sda', '__proto__'));
    expect(Object.keys(disks)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(disks)).toBe(Object.prototype);
  });

  test.each([
    ['truncated line', '8 0 sda 1 2 3', '/proc/diskstats line 1: 6 columns where at least 14 are needed'],
    [
      'second line truncated',
      `${BASE}\n8 1`,
      '/proc/diskstats line 2: 2 columns where at least 14 are needed',
    ],
    [
      'word',
      BASE.replace('6234260', 'many'),
      '/proc/diskstats line 1: sectors read must be an unsigned integer',
    ],
    ['negative', BASE.replace('15012', '-15012'), 'line 1: writes completed must be an unsigned integer'],
    ['beyond 64 bits', BASE.replace('15012', '9'.repeat(21)), 'line 1: writes completed must be an unsigned'],
    ['endless name', BASE.replace('sda', 'a'.repeat(65)), 'line 1: device name is longer than 64 characters'],
  ])('refuses a %s', (_name, text, message) => {
    expect(() => parseDiskstats(text)).toThrow(ProcfsError);
    expect(() => parseDiskstats(text)).toThrow(message);
  });
});
