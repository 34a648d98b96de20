import type { Column } from '#app/_components/charts/panel.ts';
import type { Quantity } from '#app/_components/format/scale-quantity.ts';

export const LIVE_METRICS = ['cpu', 'memory', 'disk', 'network'] as const;
export type LiveMetric = (typeof LIVE_METRICS)[number];

/** How each is named and drawn. */
export const LIVE_LOOK: Record<LiveMetric, { label: string; quantity: Quantity; color: string }> = {
  cpu: { label: 'CPU', quantity: 'percent', color: '--s-user' },
  memory: { label: 'Memory', quantity: 'percent', color: '--s-irq' },
  disk: { label: 'Disk', quantity: 'bytes_rate', color: '--s-write' },
  network: { label: 'Network', quantity: 'network_rate', color: '--s-tx' },
};

/** The drawn values of one sample out of its columns: shares in percent, read and written together. */
export function metricValues(
  values: Readonly<Record<string, Column>>,
  row: number,
): Record<LiveMetric, number | null> {
  const at = (id: string) => values[id]?.[row] ?? null;
  const [used, total] = [at('mem_used'), at('mem_total')];
  return {
    cpu: at('cpu_used'),
    memory: used !== null && total ? (used / total) * 100 : null,
    disk: sum(at('disk_read_bytes'), at('disk_write_bytes')),
    network: sum(at('net_rx_bytes'), at('net_tx_bytes')),
  };
}

const sum = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0);
