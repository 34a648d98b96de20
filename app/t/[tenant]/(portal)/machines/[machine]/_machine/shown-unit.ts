import type { Metric } from '#agent/contract/metrics.ts';
import { MB_PER_GB, MEGABIT, MEGABYTE } from './host-specs.ts';

/** How a metric is written on the screen: its value divided by `per`. */
export function shownUnit({ id, unit }: Pick<Metric, 'id' | 'unit'>): { unit: string; per: number } {
  if (unit === 'bytes_per_second')
    return id.startsWith('net_') ? { unit: 'Mbit/s', per: MEGABIT } : { unit: 'MB/s', per: MEGABYTE };
  if (unit === 'megabytes') return { unit: 'GB', per: MB_PER_GB };
  if (unit === 'percent') return { unit: '%', per: 1 };
  if (unit === 'per_second') return { unit: '/s', per: 1 };
  return { unit: unit === 'milliseconds' ? 'ms' : '', per: 1 };
}
