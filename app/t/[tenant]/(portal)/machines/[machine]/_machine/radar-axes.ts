import { formatNumber } from '#app/_components/format/format-number.ts';
import { type Quantity, scaleQuantity, type UnitChoice } from '#app/_components/format/scale-quantity.ts';
import type { MetricStats, StatsResult } from '#server/metrics/types.ts';
import { THRESHOLDS } from '#server/reports/model/thresholds.ts';
import { BYTES_PER_MB } from './host-specs.ts';

/** One axis of a machine's radar: a figure at p95, the value at the rim, and why it is that. In base units. */
export interface MachineAxis {
  label: string;
  quantity: Quantity;
  value: number | null;
  ceiling: number | null;
  why: string;
}

/**
 * How near a machine is to its ceilings. Shares have 100 %, sizes what there is; rates, whose limits nobody measured,
 * have the highest sample of the range. iowait counts up to where a report calls for action.
 */
export function machineAxes({ metrics, entities }: StatsResult): MachineAxis[] {
  const of = (id: string, figure: 'p95' | 'max' = 'p95'): number | null => metrics[id]?.[figure] ?? null;
  const bytes = (id: string, figure: 'p95' | 'max' = 'p95') => times(of(id, figure), BYTES_PER_MB);
  const share = (label: string, value: number | null, why = ''): MachineAxis => ({
    label,
    quantity: 'percent',
    value,
    ceiling: 100,
    why,
  });
  const flow = (label: string, quantity: Quantity, ids: readonly [string, string]): MachineAxis => ({
    label,
    quantity,
    value: sum(ids.map((id) => of(id))),
    ceiling: sum(ids.map((id) => of(id, 'max'))),
    why: 'the highest here',
  });
  const busy = Object.values(entities.disk ?? {}).map(({ disk_busy: stats }) => p95(stats));
  const pressures = ['cpu', 'memory', 'io'].map((resource) => of(`pressure_${resource}_some`));
  return [
    share('CPU', of('cpu_used')),
    {
      ...share('iowait', of('cpu_iowait'), 'then act'),
      ceiling: THRESHOLDS.cpu_iowait_p95.act,
    },
    {
      label: 'Memory',
      quantity: 'bytes',
      value: bytes('mem_used'),
      ceiling: bytes('mem_total', 'max'),
      why: 'all there is',
    },
    {
      label: 'Swap',
      quantity: 'bytes',
      value: bytes('swap_used'),
      ceiling: bytes('swap_total', 'max') || null,
      why: 'all there is',
    },
    share('Disk busy', most(busy), 'busiest disk'),
    flow('Disk rate', 'bytes_rate', ['disk_read_bytes', 'disk_write_bytes']),
    flow('Network', 'network_rate', ['net_rx_bytes', 'net_tx_bytes']),
    share('Pressure', most(pressures), 'highest of three'),
  ];
}

/** An axis as it is drawn: its share of the rim, its figure and its ceiling in words, both in one unit. */
export function drawnAxis({ quantity, value, ceiling, why }: MachineAxis, choice: UnitChoice) {
  const { unit, per } = scaleQuantity(quantity, ceiling ?? value, choice);
  const written = (figure: number) => `${formatNumber(figure / per)} ${unit}`;
  return {
    share: value === null || !ceiling ? null : value / ceiling,
    value: value === null ? '–' : written(value),
    ceiling: ceiling ? [written(ceiling), why].filter(Boolean).join(', ') : 'none',
  };
}

const p95 = (stats: MetricStats | undefined): number | null => stats?.p95 ?? null;
const times = (value: number | null, by: number): number | null => (value === null ? null : value * by);
const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const most = (values: readonly (number | null)[]): number | null =>
  known(values).length === 0 ? null : Math.max(...known(values));
const sum = (values: readonly (number | null)[]): number | null =>
  known(values).length === 0 ? null : known(values).reduce((total, value) => total + value, 0);
