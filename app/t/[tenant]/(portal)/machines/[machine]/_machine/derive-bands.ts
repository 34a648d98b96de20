import type { Column } from '#app/_components/charts/panel.ts';
import type { Band } from '#server/metrics/types.ts';

export type Bands = Readonly<Record<string, Band>>;

/** What panels draw that the store does not keep, and the metrics each is made of. */
export const DERIVED: Readonly<Record<string, readonly string[]>> = {
  cpu_not_idle: ['cpu_idle'],
  cpu_irqs: ['cpu_irq', 'cpu_softirq'],
  cpu_other: ['cpu_nice', 'cpu_irq', 'cpu_softirq'],
  mem_file: ['mem_cached', 'mem_buffers', 'mem_available'],
};

/** The bands with those that can be derived from them. */
export function deriveBands(bands: Bands): Bands {
  const { cpu_idle: idle, cpu_nice: nice, cpu_irq: irq, cpu_softirq: softirq } = bands;
  const file = fileBand(bands);
  return {
    ...bands,
    ...(idle && {
      cpu_not_idle: { avg: rest(idle.avg), min: rest(idle.max), max: rest(idle.min) },
    }),
    ...sumOf('cpu_irqs', [irq, softirq]),
    ...sumOf('cpu_other', [nice, irq, softirq]),
    ...(file && { mem_file: file }),
  };
}

const rest = (column: Column): Column => column.map((value) => (value === null ? null : 100 - value));

/** The sum of those that are there, by name; null where none has a value. */
function sumOf(name: string, parts: readonly (Band | undefined)[]): Bands {
  const there = parts.filter((band) => band !== undefined);
  const [first] = there;
  if (!first) return {};
  const part = (key: keyof Band): Column =>
    first[key].map((_, row) => {
      const values = there.map((band) => band[key][row]).filter((value) => typeof value === 'number');
      return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
    });
  return { [name]: { avg: part('avg'), min: part('min'), max: part('max') } };
}

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
