import { describe, expect, test } from 'vitest';
import type { CollectionRecord } from '../../agent/contract/record.ts';
import { shiftRecords, spanOf } from './shift-records.ts';

const at = (timestamp: number, subsystem: string, measurement: string): CollectionRecord => ({
  timestamp,
  subsystem,
  measurement,
});

describe('a recording', () => {
  const recording = [
    at(100, '/proc/uptime', '50.25 90.00\n'),
    at(100, '/proc/stat', 'cpu 1'),
    at(105, '/proc/stat', 'cpu 2'),
  ];

  test('spans its ticks and the interval behind the last', () => {
    expect(spanOf(recording)).toBe(10);
    expect(spanOf(recording.slice(0, 2))).toBe(1);
  });

  test('is shifted on both clocks', () => {
    expect(shiftRecords(recording, 10)).toEqual([
      at(110, '/proc/uptime', '60.25 90.00\n'),
      at(110, '/proc/stat', 'cpu 1'),
      at(115, '/proc/stat', 'cpu 2'),
    ]);
  });
});
