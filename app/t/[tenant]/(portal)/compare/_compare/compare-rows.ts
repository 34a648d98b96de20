import { type Metric, metricsOf } from '#agent/contract/metrics.ts';
import { csvCell } from '#server/csv-cell.ts';
import type { StatsResult } from '#server/metrics/types.ts';
import { metricName } from '../../machines/[machine]/_machine/metric-name.ts';
import { FIGURES } from '../../machines/[machine]/_machine/stats-rows.ts';
import type { Figure } from '../search-params.ts';

/** A figure of one metric on all sides, in the catalogue's unit. */
export interface CompareRow {
  metric: Metric;
  name: string;
  /** Per side; null where nothing was measured. */
  values: (number | null)[];
  /** A − B of two sides; of more, highest − lowest. */
  difference: number | null;
  /** The difference in percent: of B; of more, of the average. Null where that is 0. */
  change: number | null;
  /** Of more than two: how far each is from the average, in percent. */
  apart: (number | null)[];
}

/** Every host metric that at least two sides have values of, in the catalogue's order. */
export function compareRows(stats: readonly StatsResult[], figure: Figure): CompareRow[] {
  return metricsOf('host').flatMap((metric) => {
    const values = stats.map(({ metrics }) => metrics[metric.id]?.[figure] ?? null);
    const known = values.filter((value) => value !== null);
    if (known.length < 2) return [];
    const [a = null, b = null] = values;
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const two = stats.length === 2;
    const difference = two
      ? a === null || b === null
        ? null
        : a - b
      : Math.max(...known) - Math.min(...known);
    return {
      metric,
      name: metricName(metric),
      values,
      difference,
      change: share(difference, two ? b : mean),
      apart: two ? [] : values.map((value) => share(value === null ? null : value - mean, mean)),
    };
  });
}

const share = (difference: number | null, of: number | null): number | null => {
  if (difference === null || of === null) return null;
  return of === 0 ? (difference === 0 ? 0 : null) : (100 * difference) / Math.abs(of);
};

/** By what a table can be sorted: its order, a side's value, or how much the sides differ. */
export type SortKey = 'name' | 'difference' | 'change' | number;

/** Rows in order; what is not known is last either way. */
export function sortRows(rows: readonly CompareRow[], by: SortKey, down: boolean): CompareRow[] {
  const sortedBy = (row: CompareRow): number | null =>
    by === 'name' ? null : typeof by === 'number' ? (row.values[by] ?? null) : row[by];
  return [...rows].sort((first, second) => {
    if (by === 'name') return (down ? -1 : 1) * first.name.localeCompare(second.name, 'en');
    const [x, y] = [sortedBy(first), sortedBy(second)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return down ? y - x : x - y;
  });
}

/** Every figure of every metric, all digits, in the catalogue's units, as CSV. */
export function compareCsv(stats: readonly StatsResult[], labels: readonly string[]): string {
  const two = stats.length === 2;
  const head = [
    ...['metric', 'unit', 'figure', ...labels],
    ...(two ? ['difference', 'percent_of_b'] : ['highest_minus_lowest', 'percent_of_average']),
  ];
  const lines = FIGURES.flatMap(([figure, name]) =>
    compareRows(stats, figure).map(({ metric, values, difference, change }) => [
      ...[metric.id, metric.unit, name],
      ...values.map((value) => value ?? ''),
      ...[difference ?? '', change ?? ''],
    ]),
  );
  return [head.map(csvCell), ...lines].map((line) => `${line.join(',')}\n`).join('');
}
