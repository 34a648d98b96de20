import { describe, expect, test } from 'vitest';
import { addRecord } from './add-record.ts';
import { parsePressure } from './pressure.ts';
import { ProcfsError } from './procfs-error.ts';
import type { Snapshot } from './snapshot.ts';

const SOME = 'some avg10=0.12 avg60=0.05 avg300=0.01 total=5123456\n';
const FULL = 'full avg10=0.00 avg60=0.00 avg300=0.00 total=77\n';

describe('parsePressure', () => {
  test.each([
    [SOME + FULL, { some: 5_123_456, full: 77 }],
    [SOME, { some: 5_123_456, full: null }],
    [FULL, { some: null, full: 77 }],
    ['some total=0', { some: 0, full: null }],
    [`${SOME}later avg10=1 total=x\n`, { some: 5_123_456, full: null }],
  ])('%j', (text, expected) => {
    expect(parsePressure(text, '/proc/pressure/io')).toEqual(expected);
  });

  test.each([
    ['', 'neither "some" nor "full" in it'],
    ['cpu 1 2 3\n', 'neither "some" nor "full" in it'],
    ['some avg10=0.00\n', 'line 1: total of some must be an unsigned integer, found nothing'],
    [`${SOME}full total=-1\n`, 'line 2: total of full must be an unsigned integer, found "-1"'],
    ['some total=1.5\n', 'found "1.5"'],
  ])('refuses %j', (text, message) => {
    expect(() => parsePressure(text, '/proc/pressure/io')).toThrow(ProcfsError);
    expect(() => parsePressure(text, '/proc/pressure/io')).toThrow(message);
  });

  test('finds its place in the snapshot', () => {
    const snapshot: Snapshot = { time: 1 };
    for (const name of ['cpu', 'memory', 'io', 'irq']) {
      addRecord(snapshot, { subsystem: `/proc/pressure/${name}`, measurement: SOME });
    }
    const pressure = { some: 5_123_456, full: null };
    expect(snapshot).toEqual({
      time: 1,
      cpuPressure: pressure,
      memoryPressure: pressure,
      ioPressure: pressure,
    });
  });
});
