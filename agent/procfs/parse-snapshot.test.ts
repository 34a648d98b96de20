import { describe, expect, test } from 'vitest';
import { parseSnapshot } from './parse-snapshot.ts';
import { ProcfsError } from './procfs-error.ts';

const at = (subsystem: string, measurement: string, ms?: number) => ({
  timestamp: 1767813011,
  subsystem,
  measurement,
  ...(ms !== undefined && { ms }),
});

describe('parseSnapshot', () => {
  test('puts the records of one tick together and passes over unknown ones', () => {
    const snapshot = parseSnapshot([
      at('/proc/uptime', '10.50 1.00\n', 120),
      at('/proc/loadavg', '1 2 3 1/1 1\n', 120),
      at('/proc/later', 'some avg10=0.00', 120),
      at('constructor', '', 120),
    ]);
    expect(snapshot).toEqual({ time: 1767813011120, uptime: 10.5, loadavg: [1, 2, 3] });
  });

  test('is the same after JSON', () => {
    const snapshot = parseSnapshot([
      at('/proc/stat', 'cpu 1 2 3 4 5 6 7 8\ncpu0 1 2 3 4 5 6 7 8\nctxt 5\n'),
      at('/proc/meminfo', 'MemTotal: 10 kB\nMemFree: 4 kB\n'),
      at('/proc/diskstats', '8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n'),
      at('sysfs[*]', '{"block":{"sda":{"physical":true}}}'),
      at('host[*]', '{"hostname":"server01"}'),
    ]);
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    expect(snapshot.time).toBe(1767813011000);
  });

  test.each([
    ['no records', [], 'snapshot: no records'],
    [
      'records of two times',
      [at('/proc/uptime', '1.00', 1), at('/proc/loadavg', '1 2 3', 2)],
      '/proc/loadavg: recorded at 1767813011002 ms in a snapshot of 1767813011001 ms',
    ],
    ['a malformed record', [at('/proc/stat', 'cpu 1 2')], '/proc/stat line 1: system must be'],
  ])('refuses %s', (_name, records, message) => {
    expect(() => parseSnapshot(records)).toThrow(ProcfsError);
    expect(() => parseSnapshot(records)).toThrow(message);
  });
});
