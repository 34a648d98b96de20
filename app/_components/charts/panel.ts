import type { SampleEvent } from '#agent/contract/sample.ts';
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
 * What a panel draws. Values are in the panel's unit, all columns as long as `times` (Unix ms, ascending). A row of
 * nulls is a gap: it breaks the lines.
 */
export interface PanelData {
  id: string;
  title: string;
  unit: string;
  /** What its points are: "raw, 1 s", "5 min buckets of raw". */
  basis: string;
  /** Areas upon one another; otherwise lines with a min–max band. */
  stacked: boolean;
  /** Upper end of the y axis; null follows the data. */
  yMax: number | null;
  /** Each row stands for an interval of several samples, so that min and max differ from avg. */
  bucketed: boolean;
  times: number[];
  layers: Layer[];
  /** A thin line over a stack: the highest single sample of each bucket. */
  peak: { label: string; values: Column } | null;
}

/** What a plot reads whenever it draws. */
export interface PlotState {
  panel: PanelData;
  hidden: ReadonlySet<string>;
  /** Unix ms. */
  start: number;
  end: number;
  events: readonly SampleEvent[];
  /** What dragging and double-clicking do; null: nothing. */
  zoom: Zoom | null;
}
