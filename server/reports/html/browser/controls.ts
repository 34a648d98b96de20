import type { Span } from '../data/slice-block.ts';
import type { LivePlot } from './live-plot.ts';
import type { Readout } from './readout.ts';

/** What pointer and keys can do to the charts of a section. */
export interface Controls {
  /** Moves the cursor of all charts; null takes it away. */
  point: (time: number | null) => void;
  /** Shows a stretch of time, ends at points of the chart it was chosen in; null: all. */
  zoom: (plot: LivePlot, span: Span | null) => void;
  isZoomed: () => boolean;
  /** What a chart says at a time; `share` is how far down of its height. */
  read: (plot: LivePlot, time: number, share: number) => Readout | null;
}
