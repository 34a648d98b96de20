import { expect, test } from 'vitest';
import { HOST_SPECS } from './host-specs.ts';
import { type PanelSource, toPanel } from './to-panel.ts';

const band = (...avg: (number | null)[]) => ({ avg, min: avg, max: avg });
const GIB = 1024 ** 3;
const [CPU, MEMORY, DISK, NETWORK] = HOST_SPECS.overview;

const raw = (bands: PanelSource['bands'], times = [1000, 2000]): PanelSource => ({
  times,
  interval: 1000,
  bucketed: false,
  basis: 'raw, 1 s',
  bands,
});

test('base units, and no more memory than there is', () => {
  const source = raw({
    cpu_user: band(10, 20),
    mem_total: band(2048, 2048),
    mem_used: band(1024, 512),
    mem_available: band(1024, 1536),
    mem_cached: band(1000, 512),
    mem_buffers: band(512, 512),
    disk_read_bytes: band(2_000_000, null),
    net_rx_bytes: band(125_000, 0),
  });
  const cpu = toPanel(CPU!, source, 8);
  expect([cpu.quantity, cpu.note]).toEqual(['percent', 'of 8 CPUs']);
  expect(cpu.basis).toBe('raw, 1 s');
  expect(cpu.layers.map(({ key, avg }) => [key, avg])).toEqual([['user', [10, 20]]]);
  expect(cpu.peak).toBeNull();
  const memory = toPanel(MEMORY!, source, 8);
  expect(memory.yMax).toBe(2 * GIB);
  expect(memory.layers.map((layer) => layer.avg)).toEqual([
    [GIB, GIB / 2],
    [GIB, GIB],
  ]);
  expect(toPanel(DISK!, source, 8).layers[0]?.avg).toEqual([2_000_000, null]);
  expect(toPanel(NETWORK!, source, 8).layers[0]?.avg).toEqual([125_000, 0]);
});

test('a stack in buckets carries the highest single sample', () => {
  const cpu = toPanel(
    CPU!,
    {
      ...raw({ cpu_user: band(30), cpu_idle: { avg: [60], min: [5], max: [90] } }, [0]),
      interval: 60_000,
      bucketed: true,
    },
    null,
  );
  expect(cpu.peak).toEqual({ label: 'peak', values: [95] });
});

test('a hole in time becomes a row of nulls in every column', () => {
  const cpu = toPanel(CPU!, raw({ cpu_user: band(10, 20) }, [1000, 9000]), null);
  expect(cpu.times).toEqual([1000, 2000, 9000]);
  expect(cpu.layers[0]?.avg).toEqual([10, null, 20]);
});

test('what was never measured has no layer, and interrupts are one', () => {
  const [modes, load] = HOST_SPECS.cpu;
  const source = raw({ cpu_irq: band(1, 2), cpu_softirq: band(0.5, null), load_1: band(null, null) });
  expect(toPanel(modes!, source, 2).layers.map(({ key, avg }) => [key, avg])).toEqual([
    ['interrupts', [1.5, 2]],
  ]);
  expect(toPanel(load!, source, 2).layers).toEqual([]);
});

test('a host without swap has no panel of it; one that does not say has', () => {
  const swap = HOST_SPECS.memory.find(({ id }) => id === 'swap')!;
  const layers = (total: (number | null)[]) =>
    toPanel(swap, raw({ swap_used: band(0, 0), swap_total: band(...total) }), 8).layers.length;
  expect(layers([0, 0])).toBe(0);
  expect(layers([0, 1024])).toBe(1);
  expect(layers([null, null])).toBe(1);
});
