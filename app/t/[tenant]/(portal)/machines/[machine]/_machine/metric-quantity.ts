import type { Metric } from '#agent/contract/metrics.ts';
import type { Quantity } from '#app/_components/format/scale-quantity.ts';
import { BYTES_PER_MB } from './host-specs.ts';

const QUANTITIES = {
  percent: 'percent',
  megabytes: 'bytes',
  bytes_per_second: 'bytes_rate',
  per_second: 'per_second',
  milliseconds: 'milliseconds',
  count: 'count',
} as const;

/** What a metric of the catalogue is on the screen; a stored value times `times` is in the base unit. */
export function metricQuantity({ id, unit }: Pick<Metric, 'id' | 'unit'>): {
  quantity: Quantity;
  times: number;
} {
  if (unit === 'bytes_per_second' && id.startsWith('net_')) return { quantity: 'network_rate', times: 1 };
  return { quantity: QUANTITIES[unit], times: unit === 'megabytes' ? BYTES_PER_MB : 1 };
}
