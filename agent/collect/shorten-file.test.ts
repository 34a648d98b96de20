import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addRecord } from '../procfs/add-record.ts';
import { shortenFile } from './shorten-file.ts';

test.each([
  ['uptime', '100.25 50.00\n', '100.25\n'],
  ['loadavg', '0.10 0.20 0.30 1/234 5678\n', '0.10 0.20 0.30\n'],
  [
    'stat',
    'cpu  1 2\ncpu0 1 2\ncpufreq 1\nintr 5 0 0\nctxt 9\nsoftirq 1 2\n',
    'cpu  1 2\ncpu0 1 2\nctxt 9\n',
  ],
  ['meminfo', 'MemTotal:     2048 kB\nMemFreeOf: 1 kB\nDirty:  0 kB', 'MemTotal: 2048 kB\nDirty: 0 kB'],
  ['vmstat', 'nr_pgpgin 1\npgpgin 2\npgpgin_x 3\noom_kill 4\n', 'pgpgin 2\noom_kill 4\n'],
  [
    'stat',
    'cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\ncpu1 1 2 3 4\nbtime 5\n',
    'cpu  1 2 3 4 5 6 7 8\ncpu0 1 2 3 4 5 6 7 8\ncpu1 1 2 3 4\nbtime 5\n',
  ],
  [
    'diskstats',
    '   8       0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n   8  1 sda1 1 2 3 4 5 6 7 8 9 10 11\n',
    ' 8 0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n 8 1 sda1 1 2 3 4 5 6 7 8 9 10 11\n',
  ],
  ['diskstats', '   8       0 sda 1  2\n', ' 8 0 sda 1 2\n'],
  ['pressure/io', 'some avg10=0.12 avg60=1.00 avg300=0.71 total=5\n', 'some total=5\n'],
  ['other', 'as  it is\n', 'as  it is\n'],
  ['stat', '', ''],
])('%s: %j', (name, text, expected) => {
  expect(shortenFile(name)(text)).toBe(expected);
});

describe('of the files of this machine', () => {
  const names = [
    ...['uptime', 'loadavg', 'stat', 'meminfo', 'vmstat', 'diskstats', 'net/dev'],
    ...['pressure/cpu', 'pressure/memory', 'pressure/io'],
  ].filter((name) => existsSync(join('/proc', name)));
  test.each(names)('%s says the same to its parser', (name) => {
    const text = readFileSync(join('/proc', name), 'utf8');
    const parsed = (measurement: string) => {
      const snapshot = { time: 0 };
      addRecord(snapshot, { subsystem: `/proc/${name}`, measurement });
      return snapshot;
    };
    const short = shortenFile(name)(text);
    expect(short.length).toBeLessThanOrEqual(text.length);
    expect(parsed(short)).toEqual(parsed(text));
  });
});
