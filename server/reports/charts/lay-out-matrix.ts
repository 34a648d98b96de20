import { formatNumber } from '../format/format-number.ts';
import type { Matrix } from '../report-model.ts';

/** One pair; the diagonal has none. `strength` is |value|, 0–1; null where there is no figure. */
export interface MatrixCell {
  row: number;
  column: number;
  x: number;
  y: number;
  width: number;
  height: number;
  value: number | null;
  /** The value with two decimals. */
  label: string;
  strength: number | null;
  isNegative: boolean;
}

export interface MatrixGeometry {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  cells: MatrixCell[];
  /** Beside each row: its number and name. */
  rowLabels: { y: number; number: string; label: string }[];
  /** Above each column: the number of the row with the same name, which needs no turned text. */
  columnLabels: { x: number; number: string }[];
}

const LEFT = 108;
const TOP = 14;
const GAP = 1;
const MOST_CELL_WIDTH = 38;

/** Lays out a symmetric matrix of figures from −1 to 1 in a width. Pure; the same for paper and screen. */
export function layOutMatrix(matrix: Matrix, width: number, rowHeight = 16): MatrixGeometry {
  const count = matrix.labels.length;
  const cellWidth = Math.min(MOST_CELL_WIDTH, (width - LEFT) / Math.max(1, count));
  const plot = {
    left: LEFT,
    right: round(LEFT + cellWidth * count),
    top: TOP,
    bottom: TOP + rowHeight * count,
  };
  return {
    width,
    height: plot.bottom,
    plot,
    cells: matrix.values.flatMap((values, row) =>
      values.flatMap((value, column): MatrixCell[] =>
        row === column
          ? []
          : [
              {
                row,
                column,
                x: round(plot.left + column * cellWidth),
                y: plot.top + row * rowHeight,
                width: round(cellWidth - GAP),
                height: rowHeight - GAP,
                value,
                label: formatNumber(value, 2),
                strength: value === null ? null : Math.min(1, Math.abs(value)),
                isNegative: (value ?? 0) < 0,
              },
            ],
      ),
    ),
    rowLabels: matrix.labels.map((label, row) => ({
      y: plot.top + (row + 0.5) * rowHeight - GAP / 2,
      number: String(row + 1),
      label,
    })),
    columnLabels: matrix.labels.map((_, column) => ({
      x: round(plot.left + (column + 0.5) * cellWidth - GAP / 2),
      number: String(column + 1),
    })),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;
