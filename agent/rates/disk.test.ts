import { describe, expect, test } from 'vitest';
import type { DiskCounters } from '../procfs/diskstats.ts';
import { diskValues } from './disk.ts';

const BEFORE: DiskCounters = [100, 8000, 500, 200, 16000, 900, 1000, 1400];

describe('diskValues', () => {
  test('gives rates over the seconds, in bytes of 512 a sector', () => {
    expect(diskValues(BEFORE, [110, 8100, 540, 230, 16400, 1060, 3000, 2400], 2)).toEqual({
      disk_read_bytes: 25_600,
      disk_write_bytes: 102_400,
      disk_read_ops: 5,
      disk_write_ops: 15,
      disk_busy: 100,
      disk_wait: 5,
      disk_queue: 0.5,
    });
  });

  test('holds busy at 100', () => {
    expect(diskValues(BEFORE, [100, 8000, 500, 200, 16000, 900, 2050, 1400], 1).disk_busy).toBe(100);
  });

  test('knows no wait where nothing completed', () => {
    expect(diskValues(BEFORE, BEFORE, 1)).toMatchObject({ disk_read_ops: 0, disk_busy: 0, disk_wait: null });
  });

  test('subtracts milliseconds modulo 2^32', () => {
    const full: DiskCounters = [
      100, 8000, 4_294_967_290, 200, 16000, 4_294_967_200, 4_294_967_000, 4_294_967_290,
    ];
    expect(diskValues(full, [101, 8000, 4, 201, 16000, 4, 204, 490], 1)).toMatchObject({
      disk_wait: (10 + 100) / 2,
      disk_busy: 50,
      disk_queue: 0.496,
    });
  });

  test('does not take the reset of a device for a wrap', () => {
    expect(diskValues(BEFORE, [1, 8, 2, 1, 8, 2, 2, 2], 1)).toEqual({
      disk_read_bytes: null,
      disk_write_bytes: null,
      disk_read_ops: null,
      disk_write_ops: null,
    });
  });

  test('loses only the counter that went backwards', () => {
    const values = diskValues(BEFORE, [110, 50, 540, 230, 16400, 1060, 1100, 1500], 1);
    expect(values).toMatchObject({ disk_read_bytes: null, disk_read_ops: 10, disk_write_bytes: 204_800 });
  });

  test('knows nothing of a disk that was not there', () => {
    expect(diskValues(undefined, BEFORE, 1)).toEqual({});
  });
});
