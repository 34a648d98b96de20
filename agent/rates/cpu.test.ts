import { describe, expect, test } from 'vitest';
import type { CpuTimes } from '../procfs/stat.ts';
import { cpuValues } from './cpu.ts';

const BEFORE: CpuTimes = [1000, 100, 500, 8000, 300, 10, 20, 70];

describe('cpuValues', () => {
  test('gives shares of the sum of the eight times', () => {
    const values = cpuValues(BEFORE, [1030, 110, 520, 8020, 305, 11, 22, 82]);
    expect(values).toEqual({
      cpu_user: 30,
      cpu_nice: 10,
      cpu_system: 20,
      cpu_idle: 20,
      cpu_iowait: 5,
      cpu_irq: 1,
      cpu_softirq: 2,
      cpu_steal: 12,
      cpu_used: 75,
    });
  });

  test('takes iowait that falls for 0', () => {
    const values = cpuValues(BEFORE, [1050, 100, 500, 8050, 290, 10, 20, 70]);
    expect(values).toMatchObject({ cpu_user: 50, cpu_idle: 50, cpu_iowait: 0, cpu_used: 50 });
  });

  test.each([
    ['was not there', undefined, BEFORE],
    ['had no tick', BEFORE, BEFORE],
    ['was reset', BEFORE, [1, 0, 0, 5, 0, 0, 0, 0] as const],
    ['has one time that went backwards', BEFORE, [1030, 110, 520, 7999, 305, 11, 22, 82] as const],
  ])('knows nothing of a CPU that %s', (_name, previous, current) => {
    expect(cpuValues(previous, current)).toEqual({});
  });

  test('the shares add up to 100 and used never leaves 0 to 100', () => {
    const values = cpuValues([0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 333, 667, 0, 0, 0]);
    expect(values.cpu_used).toBe(0);
    expect((values.cpu_idle ?? 0) + (values.cpu_iowait ?? 0)).toBeCloseTo(100, 10);
  });
});
