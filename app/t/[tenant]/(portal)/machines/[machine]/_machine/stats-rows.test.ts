import { expect, test } from 'vitest';
import type { MetricStats, StatsResult } from '#server/metrics/types.ts';
import { statsCsv, statsRows } from './stats-rows.ts';

const CHOICE = { bytes: 'decimal', network: 'bits' } as const;
const of = (avg: number, total: number | null = null, count = 2): MetricStats => ({
  ...{ count, min: avg, max: avg, avg, stddev: 0, current: avg },
  ...{ p50: avg, p75: avg, p90: avg, p95: avg, p97_5: avg, p99: avg, p100: avg, total },
});
const stats: StatsResult = {
  samples: 2,
  dataRange: null,
  approximate: false,
  metrics: {
    cpu_user: of(0),
    disk_read_bytes: of(2e6, 4e6),
    disk_read_ops: of(0, null, 0),
    net_rx_bytes: of(1e6),
  },
  entities: { disk: { 'a,b': { disk_wait: of(1.25) }, sda: { disk_read_ops: of(3, 6) } } },
};

test('a section has the host first, then its entities, and nothing that was not measured', () => {
  expect(
    statsRows('disk', stats, CHOICE).map(({ entity, label, unit, per }) => [entity, label, unit, per]),
  ).toEqual([
    ['', 'Disk read', 'MB/s', 1e6],
    ['a,b', 'wait', 'ms', 1],
    ['sda', 'reads', '/s', 1],
  ]);
  expect(statsRows('network', stats, CHOICE).map(({ unit }) => unit)).toEqual(['Mbit/s']);
  expect(statsRows('containers', stats, CHOICE)).toEqual([]);
});

test('CSV has every digit in the units of the catalogue', () => {
  expect(statsCsv(statsRows('disk', stats, CHOICE))).toBe(
    [
      'metric,entity,unit,avg,stddev,min,p50,p75,p90,p95,p97.5,p99,p100,total',
      'disk_read_bytes,,bytes_per_second,2000000,0,2000000,2000000,2000000,2000000,2000000,2000000,2000000,2000000,4000000',
      'disk_wait,"a,b",milliseconds,1.25,0,1.25,1.25,1.25,1.25,1.25,1.25,1.25,1.25,',
      'disk_read_ops,sda,per_second,3,0,3,3,3,3,3,3,3,3,6',
      '',
    ].join('\n'),
  );
});
