import { formatFigure } from '../format/format-figure.ts';
import type { BarList } from '../report-model.ts';

export interface Bar {
  label: string;
  note: string | null;
  /** The value with its unit. */
  text: string;
  /** 0–1, length of the bar as a share of a full one; 0 when nothing was measured. */
  share: number;
  /** Top edge of the row. */
  y: number;
  /** Length in the units of the width. */
  length: number;
}

export interface BarsGeometry {
  height: number;
  rowHeight: number;
  bars: Bar[];
}

const ROW_HEIGHT = 16;

/**
 * Lays out a list of bars below each other, their values written out. For screen, HTML and PDF.
 * @param width of a full bar
 */
export function layOutBars(list: BarList, width: number, rowHeight = ROW_HEIGHT): BarsGeometry {
  const largest = list.rows.reduce((top, { value }) => Math.max(top, value ?? 0), 0);
  const top = list.top ?? largest;
  return {
    height: list.rows.length * rowHeight,
    rowHeight,
    bars: list.rows.map(({ label, value, note }, at) => {
      const share = value === null || !(top > 0) ? 0 : Math.min(1, Math.max(0, value / top));
      return {
        label,
        note,
        text: formatFigure(value, list.unit),
        share,
        y: at * rowHeight,
        length: Math.round(share * width * 10) / 10,
      };
    }),
  };
}
