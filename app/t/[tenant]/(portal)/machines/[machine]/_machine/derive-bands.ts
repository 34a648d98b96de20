import type { Column } from '#app/_components/charts/panel.ts';
import type { Band } from '#server/metrics/types.ts';

export type Bands = Readonly<Record<string, Band>>;

/** What panels draw that the store does not keep, and the metrics each is made of. */
export const DERIVED: Readonly<Record<string, readonly string[]>> = {
  cpu_not_idle: ['cpu_idle'],
  cpu_irqs: ['cpu_irq', 'cpu_softirq'],
  cpu_other: ['cpu_nice', 'cpu_irq', 'cpu_softirq'],
  mem_file: ['mem_cached', 'mem_buffers', 'mem_available'],
  mem_cache: ['mem_cached', 'mem_buffers', 'mem_available'],
  disk_size: ['disk_read_bytes', 'disk_write_bytes', 'disk_read_ops', 'disk_write_ops'],
};

/** How each of them is made; undefined when what it is made of is missing. */
const MADE: Readonly<Record<string, (bands: Bands) => Band | undefined>> = {
  cpu_not_idle: ({ cpu_idle: idle }) =>
    idle && { avg: rest(idle.avg), min: rest(idle.max), max: rest(idle.min) },
  cpu_irqs: ({ cpu_irq: irq, cpu_softirq: softirq }) => sumBand([irq, softirq]),
  cpu_other: ({ cpu_nice: nice, cpu_irq: irq, cpu_softirq: softirq }) => sumBand([nice, irq, softirq]),
  mem_file: fileBand,
  mem_cache: cacheBand,
  disk_size: sizeBand,
};

/** The bands with those of `wanted` that can be derived from them. */
export function deriveBands(bands: Bands, wanted: readonly string[]): Bands {
  const derived = wanted.flatMap((name) => {
    const band = MADE[name]?.(bands);
    return band ? [[name, band] as const] : [];
  });
  return derived.length === 0 ? bands : { ...bands, ...Object.fromEntries(derived) };
}

const rest = (column: Column): Column => column.map((value) => (value === null ? null : 100 - value));

/** The sum of those that are there; null where none has a value. */
function sumBand(parts: readonly (Band | undefined)[]): Band | undefined {
  const there = parts.filter((band) => band !== undefined);
  if (there.length === 0) return undefined;
  const part = (key: keyof Band): Column => there.map((band) => band[key]).reduce(sumColumn);
  return { avg: part('avg'), min: part('min'), max: part('max') };
}

const sumColumn = (one: Column, other: Column): Column =>
  one.map((value, row) => {
    const more = other[row] ?? null;
    if (value === null || more === null) return value ?? more;
    return value + more;
  });

/**
 * Page cache and buffers above the used part. Shared memory is counted by the kernel both as cached and as not
 * available; it is drawn once, as used, so that the stack never rises above the total.
 */
function fileBand({ mem_cached: cached, mem_buffers: buffers, mem_available: available }: Bands) {
  if (!cached) return undefined;
  const part = (key: keyof Band): Column =>
    cached[key].map((value, row) => {
      if (value === null) return null;
      const room = available?.avg[row] ?? Number.POSITIVE_INFINITY;
      return Math.min(value + (buffers?.[key][row] ?? 0), room);
    });
  return { avg: part('avg'), min: part('min'), max: part('max') };
}

/** The page cache alone, where buffers stand above it: what is left of the available part after them. */
function cacheBand({ mem_cached: cached, mem_buffers: buffers, mem_available: available }: Bands) {
  if (!cached) return undefined;
  const column = cached.avg.map((value, row) => {
    if (value === null) return null;
    const room = (available?.avg[row] ?? Number.POSITIVE_INFINITY) - (buffers?.avg[row] ?? 0);
    return Math.min(value, Math.max(0, room));
  });
  return { avg: column, min: column, max: column };
}

/** Bytes per operation, as iostat's areq-sz; null while a disk rests. Of the averages of a bucket, so without a band. */
function sizeBand(bands: Bands) {
  const { disk_read_bytes: readBytes, disk_write_bytes: writeBytes } = bands;
  const { disk_read_ops: reads, disk_write_ops: writes } = bands;
  if (!readBytes || !reads) return undefined;
  const column = readBytes.avg.map((bytes, row) => {
    const count = (reads.avg[row] ?? 0) + (writes?.avg[row] ?? 0);
    return bytes === null || count === 0 ? null : (bytes + (writeBytes?.avg[row] ?? 0)) / count;
  });
  return { avg: column, min: column, max: column };
}
