import { expect, test } from 'vitest';
import type { SeriesResult } from '#server/metrics/types.ts';
import { machineLoad } from './machine-load.ts';

const band = (avg: (number | null)[]) => ({ avg, min: avg, max: avg });
const series: SeriesResult = {
  kind: 'host',
  resolutionSeconds: 60,
  raw: false,
  source: 'raw',
  timestamps: [0, 60_000, 120_000],
  series: {
    cpu_used: band([10, 30, null]),
    mem_used: band([512, 256, 100]),
    mem_total: band([1024, 1024, null]),
  },
  entities: {},
  events: [],
};

test('the newest value that was measured is the present one', () => {
  const load = machineLoad(series, undefined);
  expect(load.cpuNow).toBe(30);
  expect(load.memory).toEqual([50, 25, null]);
  expect(load.memoryNow).toBe(25);
});

test('without answers everything is unknown', () => {
  expect(machineLoad(undefined, undefined)).toEqual({
    cpu: [],
    cpuNow: null,
    cpuAverage: null,
    cpuP95: null,
    memory: [],
    memoryNow: null,
  });
});
