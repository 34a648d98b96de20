import { expect, test } from 'vitest';
import type { MetricStats } from '#server/metrics/types.ts';
import { barText, busiestLists } from './busiest-lists.ts';

const CHOICE = { bytes: 'binary', network: 'bits' } as const;
const of = (avg: number | null): MetricStats => ({
  ...{ count: 9, min: 0, max: 9, avg, stddev: 0, current: 1, p50: 1, p75: 1, p90: 1 },
  ...{ p95: 1, p97_5: 1, p99: 1, p100: 9, total: null },
});

test('means of both directions are added up, the largest comes first, in one unit', () => {
  const [disks, interfaces] = busiestLists(
    {
      entities: {
        disk: {
          sda: { disk_read_bytes: of(1024 ** 2), disk_write_bytes: of(1024 ** 2) },
          sda1: { disk_write_bytes: of(1024 ** 2) },
          nvme0n1: { disk_read_bytes: of(3 * 1024 ** 2), disk_write_bytes: of(null) },
          nvme0n1p2: { disk_read_bytes: of(2 * 1024 ** 2) },
        },
        net: {
          lo: { net_rx_bytes: of(9000) },
          eth0: { net_rx_bytes: of(1000), net_tx_bytes: of(250) },
          eth1: { net_rx_bytes: of(125) },
        },
      },
    },
    CHOICE,
  );
  expect(disks).toEqual({
    title: 'Disks, read and written',
    unit: 'MiB/s',
    bars: [
      { name: 'nvme0n1', value: 3 },
      { name: 'sda', value: 2 },
    ],
  });
  expect(interfaces?.bars.map(({ name, value }) => [name, barText(value, interfaces.unit)])).toEqual([
    ['eth0', '10.0 kbit/s'],
    ['eth1', '1.00 kbit/s'],
  ]);
});

test('names that only look like partitions are beside the others', () => {
  const disk = { md1: { disk_read_bytes: of(2) }, md12: { disk_read_bytes: of(1) } };
  expect(busiestLists({ entities: { disk } }, CHOICE)[0]?.bars.map(({ name }) => name)).toEqual([
    'md1',
    'md12',
  ]);
});

test('one alone, and those that did nothing, have no list; of many the first five', () => {
  const alone = { disk: { sda: { disk_read_bytes: of(1) } }, net: { a: {}, b: { net_rx_bytes: of(0) } } };
  expect(busiestLists({ entities: alone }, CHOICE)).toEqual([]);
  const container = Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`c${at}`, { container_cpu: of(at) }]),
  );
  expect(busiestLists({ entities: { container } }, CHOICE)[0]?.bars.map(({ name }) => name)).toEqual([
    ...['c8', 'c7', 'c6', 'c5', 'c4'],
  ]);
});
