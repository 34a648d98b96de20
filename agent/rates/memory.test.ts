import { describe, expect, test } from 'vitest';
import type { Meminfo } from '../procfs/meminfo.ts';
import { memoryValues } from './memory.ts';

const MEMINFO: Meminfo = {
  total: 4096 * 1024,
  free: 1024 * 1024,
  available: 3072 * 1024,
  buffers: 128 * 1024,
  cached: 1024 * 1024,
  slab: 256 * 1024,
  slabReclaimable: 64 * 1024,
  swapTotal: 2048 * 1024,
  swapFree: 2000 * 1024,
};

describe('memoryValues', () => {
  test('gives MB, used from MemAvailable', () => {
    expect(memoryValues(MEMINFO)).toEqual({
      mem_total: 4096,
      mem_used: 1024,
      mem_available: 3072,
      mem_free: 1024,
      mem_buffers: 128,
      mem_cached: 1088,
      swap_total: 2048,
      swap_used: 48,
    });
  });

  test('uses sar’s formula where the kernel has no MemAvailable', () => {
    expect(memoryValues({ ...MEMINFO, available: null })).toMatchObject({
      mem_used: 4096 - 1024 - 128 - 1024 - 256,
      mem_available: null,
    });
  });

  test('never shows less than nothing used', () => {
    expect(memoryValues({ ...MEMINFO, available: 5000 * 1024 }).mem_used).toBe(0);
  });

  test('knows nothing without the file', () => {
    expect(memoryValues(undefined)).toEqual({});
  });
});
