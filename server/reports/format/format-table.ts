import type { FigureTable, FigureUnit } from '../report-model.ts';
import { formatNumber, NO_FIGURE } from './format-number.ts';
import { scaleUnit } from './scale-unit.ts';
import { significantDecimals } from './significant-decimals.ts';

export interface TableText {
  head: string;
  columns: { label: string; unit: string }[];
  rows: { label: string; unit: string; cells: string[] }[];
}

type Figure = FigureTable['rows'][number]['figures'][number];

/** Figures of one row (or one column) in one scale with the same decimals, so that they compare at a glance. */
interface Style {
  divisor: number;
  decimals: number;
  unit: string;
}

function styleOf(unit: FigureUnit | null, figures: readonly Figure[]): Style | null {
  if (unit === null) return null;
  const numbers = figures.filter((value) => typeof value === 'number');
  const largest = numbers.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  const scale = scaleUnit(unit, largest);
  return {
    divisor: scale.divisor,
    decimals: decimalsOf(unit, numbers, largest / scale.divisor),
    unit: scale.unit,
  };
}

function decimalsOf(unit: FigureUnit, numbers: readonly number[], largest: number): number {
  if (unit === 'percent') return 1;
  // Things that were counted have no halves: 15 samples, not 15.0.
  if (unit === 'count' && numbers.every(Number.isInteger)) return 0;
  return significantDecimals(largest);
}

function cellText(value: Figure, style: Style | null | undefined): string {
  if (typeof value === 'string') return value;
  if (value === null || !style) return NO_FIGURE;
  return formatNumber(value / style.divisor, style.decimals);
}

/**
 * A table as text: three significant digits of the largest figure in each column that has a unit, else in each row.
 * A unit that all rows share stands in the head. Texts stay as they are.
 */
export function formatTable(table: FigureTable): TableText {
  const columns = table.columns.map((column, at) =>
    styleOf(
      column.unit,
      table.rows.map((row) => row.figures[at] ?? null),
    ),
  );
  const rows = table.rows.map((row) => ({
    ...row,
    style: styleOf(
      row.unit,
      row.figures.filter((_, at) => !columns[at]),
    ),
  }));
  const units = new Set(rows.map(({ style }) => style?.unit ?? ''));
  const [shared = ''] = units.size === 1 ? units : [];
  return {
    head: shared === '' ? table.head : `${table.head}, ${shared}`,
    columns: table.columns.map((column, at) => ({ label: column.label, unit: columns[at]?.unit ?? '' })),
    rows: rows.map(({ label, figures, style: ofRow }) => ({
      label,
      unit: shared === '' ? (ofRow?.unit ?? '') : '',
      cells: figures.map((value, at) => cellText(value, columns[at] ?? ofRow)),
    })),
  };
}
