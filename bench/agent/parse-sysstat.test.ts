import { expect, test } from 'vitest';
import { parseSysstat } from './parse-sysstat.ts';

const MPSTAT = `Linux 6.1.0 (vm) 	2026-01-01 	_x86_64_	(1 CPU)

10:00:00     CPU    %usr   %idle
10:00:01     all   83.84    1.01
10:00:01       0   85.86    1.01

Average:     CPU    %usr   %idle
Average:     all   83.42    0.75
Average:       0   84.85    0.51
`;

const IOSTAT = `Linux 6.1.0 (vm) 	2026-01-01 	_x86_64_	(1 CPU)

Device            r/s     rkB/s   aqu-sz  %util
sda             41.50    308.00     0.02   1.20
sdb              0.00      0.00     0.00   0.00


`;

test('takes the averages of mpstat and sar and no single second', () => {
  expect(parseSysstat(MPSTAT)).toEqual([
    { 'Average:': 'Average:', CPU: 'all', '%usr': '83.42', '%idle': '0.75' },
    { 'Average:': 'Average:', CPU: '0', '%usr': '84.85', '%idle': '0.51' },
  ]);
});

test('takes the devices of iostat', () => {
  expect(parseSysstat(IOSTAT).map((row) => [row.Device, row['%util']])).toEqual([
    ['sda', '1.20'],
    ['sdb', '0.00'],
  ]);
});

test.each(['', '\n\n', 'sar: command failed\n'])('finds nothing in %j', (text) => {
  expect(parseSysstat(text)).toEqual([]);
});
