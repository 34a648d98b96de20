import { expect, test } from 'vitest';
import { toPanels } from './to-panels.ts';

const band = (...avg: (number | null)[]) => ({ avg, min: avg, max: avg });

test('units of the screen, and no more memory than there is', () => {
  const [cpu, memory, disk, network] = toPanels(
    {
      times: [1000, 2000],
      interval: 1000,
      bucketed: false,
      bands: {
        cpu_user: band(10, 20),
        mem_total: band(2048, 2048),
        mem_used: band(1024, 512),
        mem_available: band(1024, 1536),
        mem_cached: band(1000, 512),
        mem_buffers: band(512, 512),
        disk_read_bytes: band(2_000_000, null),
        net_rx_bytes: band(125_000, 0),
      },
    },
    8,
  );
  expect(cpu?.unit).toBe('% of 8 CPUs');
  expect(cpu?.layers[0]?.avg).toEqual([10, 20]);
  expect(cpu?.peak).toBeNull();
  expect(memory?.unit).toBe('GB of 2.0');
  expect(memory?.yMax).toBe(2);
  expect(memory?.layers.map((layer) => layer.avg)).toEqual([
    [1, 0.5],
    [1, 1],
  ]);
  expect(disk?.layers[0]?.avg).toEqual([2, null]);
  expect(network?.layers[0]?.avg).toEqual([1, 0]);
});

test('a stack in buckets carries the highest single sample', () => {
  const [cpu] = toPanels(
    {
      times: [0],
      interval: 60_000,
      bucketed: true,
      bands: { cpu_idle: { avg: [60], min: [5], max: [90] } },
    },
    null,
  );
  expect(cpu?.peak).toEqual({ label: 'peak', values: [95] });
});

test('a hole in time becomes a row of nulls in every column', () => {
  const [cpu] = toPanels(
    {
      times: [1000, 9000],
      interval: 1000,
      bucketed: false,
      bands: { cpu_user: band(10, 20) },
    },
    null,
  );
  expect(cpu?.times).toEqual([1000, 2000, 9000]);
  expect(cpu?.layers[0]?.avg).toEqual([10, null, 20]);
});
