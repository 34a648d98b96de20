import { expect, test } from 'vitest';
import type { MetricStats, StatsResult } from '#server/metrics/types.ts';
import { drawnAxis, machineAxes } from './radar-axes.ts';

const CHOICE = { bytes: 'binary', network: 'bits' } as const;
const of = (p95: number, max = p95): MetricStats => ({
  ...{ count: 9, min: 0, max, avg: 1, stddev: 0, current: 1, p50: 1, p75: 1, p90: 1 },
  ...{ p95, p97_5: p95, p99: p95, p100: max, total: null },
});
const stats = (metrics: StatsResult['metrics'], entities: StatsResult['entities'] = {}): StatsResult => ({
  samples: 9,
  dataRange: null,
  approximate: false,
  metrics,
  entities,
});
const drawn = (result: StatsResult) =>
  Object.fromEntries(machineAxes(result).map((axis) => [axis.label, drawnAxis(axis, CHOICE)]));

test('each figure is against its ceiling, and both are in one unit', () => {
  const axes = drawn(
    stats(
      {
        cpu_used: of(40),
        cpu_iowait: of(5),
        mem_used: of(1024),
        mem_total: of(4096),
        swap_used: of(0),
        swap_total: of(0),
        disk_read_bytes: of(1024 ** 2, 3 * 1024 ** 2),
        disk_write_bytes: of(0, 1024 ** 2),
        pressure_io_some: of(7),
        pressure_cpu_some: of(70),
      },
      { disk: { sda: { disk_busy: of(20) }, sdb: { disk_busy: of(90) }, sdc: {} } },
    ),
  );
  expect(axes.CPU).toEqual({ share: 0.4, value: '40.0 %', ceiling: '100 %' });
  expect(axes.iowait?.share).toBeCloseTo(0.2);
  expect(axes.Memory).toEqual({ share: 0.25, value: '1.00 GiB', ceiling: '4.00 GiB, all there is' });
  expect(axes.Swap).toEqual({ share: null, value: '0 B', ceiling: 'none' });
  expect(axes['Disk busy']?.share).toBe(0.9);
  expect(axes['Disk rate']).toEqual({
    share: 0.25,
    value: '1.00 MiB/s',
    ceiling: '4.00 MiB/s, the highest here',
  });
  expect(axes.Network).toEqual({ share: null, value: '–', ceiling: 'none' });
  expect(axes.Pressure?.value).toBe('70.0 %');
});

test('nothing measured has no shares', () => {
  expect(Object.values(drawn(stats({}))).map(({ share }) => share)).toEqual(Array(8).fill(null));
});
