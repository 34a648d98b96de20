import { expect, test } from 'vitest';
import type { Snapshot } from '../procfs/snapshot.ts';
import { pressureValues } from './pressure.ts';
import { rateSnapshots } from './rate-snapshots.ts';

const at = (seconds: number, some: number, full: number | null): Snapshot => ({
  time: seconds * 1000,
  uptime: seconds,
  cpuPressure: { some, full: 0 },
  memoryPressure: { some, full },
  ioPressure: { some: 5 * some, full },
});

test.each([
  ['a share of the interval', at(10, 0, 0), at(15, 500_000, 50_000), [10, 10, 1, 50, 1]],
  ['nobody waited', at(10, 7, 7), at(15, 7, 7), [0, 0, 0, 0, 0]],
  ['never above 100', at(10, 0, 0), at(15, 5_000_100, 9e9), [100, 100, 100, 100, 100]],
  ['a total that went backwards', at(10, 9, 0), at(15, 8, 0), [null, null, 0, null, 0]],
  ['a kernel without the line', at(10, 0, null), at(15, 5000, 5), [0.1, 0.1, null, 0.5, null]],
  ['nothing before', undefined, at(15, 1, 1), [null, null, null, null, null]],
])('%s', (_name, previous, current, expected) => {
  const values = Object.values(pressureValues(previous, current, 5));
  expect(values.map((value) => value && Number(value.toFixed(6)))).toEqual(expected);
});

test('are metrics of the host', () => {
  const { samples } = rateSnapshots(at(10, 0, 0), at(15, 500_000, 50_000), 5);
  expect(samples[0]?.values).toMatchObject({ pressure_cpu_some: 10, pressure_io_full: 1 });
  const without = rateSnapshots({ time: 0, uptime: 1 }, { time: 5000, uptime: 6 }, 5).samples[0];
  expect(without?.values).toMatchObject({ pressure_cpu_some: null, pressure_io_full: null });
});
