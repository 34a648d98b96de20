import { formatNumber } from '#app/_components/format/format-number.ts';
import { type Quantity, scaleQuantity, type UnitChoice } from '#app/_components/format/scale-quantity.ts';
import type { StatsResult } from '#server/metrics/types.ts';

/** Who has most of something, the first first; values in `unit`. */
export interface BusiestList {
  title: string;
  unit: string;
  bars: { name: string; value: number }[];
}

const LISTS = [
  {
    title: 'Disks, read and written',
    kind: 'disk',
    quantity: 'bytes_rate',
    metrics: ['disk_read_bytes', 'disk_write_bytes'],
  },
  {
    title: 'Interfaces, received and sent',
    kind: 'net',
    quantity: 'network_rate',
    metrics: ['net_rx_bytes', 'net_tx_bytes'],
  },
  { title: 'Containers, CPU', kind: 'container', quantity: 'percent', metrics: ['container_cpu'] },
] as const satisfies readonly {
  title: string;
  kind: string;
  quantity: Quantity;
  metrics: readonly string[];
}[];
/** What a host sends to itself is on no line. */
const LOOPBACK = 'lo';
/** More are a page of their own. */
const MOST = 5;

/**
 * Which disks, interfaces and containers did most on average (means may be added up, percentiles may not). A
 * partition is not beside its disk. What there is only one of, or none that did anything, has no list.
 */
export function busiestLists({ entities }: Pick<StatsResult, 'entities'>, choice: UnitChoice): BusiestList[] {
  return LISTS.flatMap(({ title, kind, quantity, metrics }) => {
    const isPart = kind === 'disk' ? isPartition : () => false;
    const found = Object.entries(entities[kind] ?? {})
      .filter(([name], _, all) => name !== LOOPBACK && !all.some(([whole]) => isPart(name, whole)))
      .map(([name, stats]) => ({
        name,
        mean: metrics.reduce((sum, id) => sum + (stats[id]?.avg ?? 0), 0),
      }));
    if (found.length < 2) return [];
    const ranked = found
      .filter(({ mean }) => mean > 0)
      .sort((a, b) => b.mean - a.mean)
      .slice(0, MOST);
    const { unit, per } = scaleQuantity(quantity, ranked[0]?.mean ?? null, choice);
    return ranked.length === 0
      ? []
      : [{ title, unit, bars: ranked.map(({ name, mean }) => ({ name, value: mean / per })) }];
  });
}

/** What a partition does its disk does: sda1 of sda, nvme0n1p1 of nvme0n1. */
const isPartition = (name: string, disk: string): boolean =>
  name.startsWith(disk) && (/\d$/.test(disk) ? /^p\d+$/ : /^\d+$/).test(name.slice(disk.length));

/** A bar's value as it is written beside it. */
export const barText = (value: number, unit: string): string => `${formatNumber(value)} ${unit}`;
