import { describe, expect, test } from 'vitest';
import { parseContainer } from '../procfs/container.ts';
import { containerValues } from './container.ts';

const at = (fields: Record<string, number | string>) =>
  parseContainer(JSON.stringify({ container_id: 'a', container_name: 'web', ...fields }));

describe('containerValues', () => {
  test('CPU is in percent of one CPU, I/O per second, memory in MB', () => {
    const before = at({ cpu_usage_usec: 1e6, cpu_periods: 10, cpu_throttled: 1, io_read_bytes: 0 });
    const now = at({
      cpu_usage_usec: 16e6,
      cpu_periods: 60,
      cpu_throttled: 26,
      io_read_bytes: 5120,
      memory_current: 3 * 2 ** 20,
      memory_max: 12 * 2 ** 20,
    });
    expect(containerValues(before, now, 5)).toMatchObject({
      container_cpu: 300,
      container_throttled: 50,
      container_read_bytes: 1024,
      container_mem_used: 3,
      container_mem_limit: 12,
      container_mem_percent: 25,
      container_cpu_user: null,
      container_pids: null,
    });
  });

  test.each([
    ['one that was not there', undefined],
    ['one made anew under its name', at({ container_id: 'b', cpu_usage_usec: 1 })],
    ['one whose counters started over', at({ cpu_usage_usec: 9e6 })],
  ])('knows no rates of %s', (_name, before) => {
    const values = containerValues(before, at({ cpu_usage_usec: 5e6, memory_current: 2 ** 20 }), 5);
    expect(values).toMatchObject({ container_cpu: null, container_mem_used: 1, container_mem_percent: null });
  });

  test('is not throttled without periods', () => {
    const idle = at({ cpu_periods: 10, cpu_throttled: 1 });
    expect(containerValues(idle, idle, 5).container_throttled).toBeNull();
  });
});
