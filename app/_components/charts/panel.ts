import type { SampleEvent } from '#agent/contract/sample.ts';
import type { Quantity } from '../format/scale-quantity.ts';
import type { Zoom } from './zoom-context.ts';

export type Column = (number | null)[];

/** One line or area of a panel. `color` is the name of a token of tokens.css, `--s-user`. */
export interface Layer {
  key: string;
  label: string;
  color: string;
  avg: Column;
  min: Column;
  max: Column;
}

/**
 * What a panel is given. Values are in the base unit of `quantity`, all columns as long as `times` (Unix ms,
 * ascending). A row of nulls is a gap: it breaks the lines.
 */
export interface PanelData {
  id: string;
  title: string;
  quantity: Quantity;
  /** Behind the unit, in words: "of 4 CPUs". */
  note: string;
  /** What its points are: "raw, 1 s", "5 min buckets of raw". */
  basis: string;
  /** Areas upon one another; otherwise lines with a min–max band. */
  stacked: boolean;
  /** Rows of cells, one per layer: the stronger the colour, the higher the value. `stacked` is false then. */
  heat?: boolean;
  /** Values may lie below 0, as differences do: the axis reaches as far down as up. `stacked` is false then. */
  signed?: boolean;
  /** Upper end of the y axis, in the base unit; null follows the data. */
  yMax: number | null;
  /** Each row stands for an interval of several samples, so that min and max differ from avg. */
  bucketed: boolean;
  times: number[];
  layers: Layer[];
  /** A thin line over a stack: the highest single sample of each bucket. */
  peak: { label: string; values: Column } | null;
}

/** What a panel draws: the same in the unit that the reader prefers. */
export interface FittedPanel extends Omit<PanelData, 'quantity' | 'note'> {
  /** "MiB/s", "% of 4 CPUs". */
  unit: string;
}

/** What a plot reads whenever it draws. */
export interface PlotState {
  panel: FittedPanel;
  hidden: ReadonlySet<string>;
  /** A logarithmic y axis. */
  log: boolean;
  /** Unix ms. */
  start: number;
  end: number;
  /** IANA name. */
  zone: string;
  events: readonly SampleEvent[];
  /** What dragging and double-clicking do; null: nothing. */
  zoom: Zoom | null;
}
