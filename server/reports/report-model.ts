import type { Unit } from '#agent/contract/metrics.ts';
import type { SampleEvent } from '#agent/contract/sample.ts';

/** Raised when a rendering of an older model would be wrong. */
export const REPORT_MODEL_VERSION = 1;

/** A verdict by the thresholds table; `unrated` where there is no ceiling to compare with. */
export type State = 'good' | 'watch' | 'act' | 'unrated';

/** Series colours keep their meaning on every screen and page. */
export type SeriesColour =
  | 'user'
  | 'system'
  | 'iowait'
  | 'steal'
  | 'irq'
  | 'nice'
  | 'used'
  | 'cache'
  | 'swap'
  | 'read'
  | 'write'
  | 'rx'
  | 'tx';

/** One box of the summary. `value` is in `unit`; null when it was not measured. */
export interface Kpi {
  label: string;
  value: number | null;
  unit: Unit;
  state: State;
  /** The rule behind the state, or why there is none. */
  note: string;
}

/** A sentence that follows from the figures. */
export interface Finding {
  id: string;
  state: Exclude<State, 'unrated'>;
  title: string;
  evidence: string;
  /** What to do; null when nothing needs doing. */
  advice: string | null;
}

/** Values over time, as long as the chart's `times`; null breaks the line. `min` and `max` only for buckets. */
export interface ChartSeries {
  id: string;
  label: string;
  colour: SeriesColour;
  avg: (number | null)[];
  min: (number | null)[] | null;
  max: (number | null)[] | null;
}

/** A chart over time: series on top of each other (`stack`) or beside each other (`lines`). */
export interface TimeChart {
  type: 'time-chart';
  title: string;
  unit: Unit;
  form: 'stack' | 'lines';
  /** Ends of the time axis, Unix ms. */
  start: number;
  end: number;
  /** Fixed top of the value axis; null: from the data. */
  top: number | null;
  /** A labelled line at a limit, such as all memory. */
  ceiling: { value: number; label: string } | null;
  resolutionSeconds: number;
  times: number[];
  series: ChartSeries[];
  /** The highest total inside each bucket, so that a stack of averages hides no spike. */
  peak: { label: string; values: (number | null)[] } | null;
  marks: SampleEvent[];
}

/** One coloured row per entity over time, 0–100 %. */
export interface HeatChart {
  type: 'heat-chart';
  title: string;
  start: number;
  end: number;
  resolutionSeconds: number;
  times: number[];
  rows: { label: string; values: (number | null)[] }[];
}

/** Figures in rows and columns. The unit of a figure is its row's, or else its column's. */
export interface FigureTable {
  type: 'table';
  /** Above the first column. */
  head: string;
  columns: { label: string; unit: Unit | null }[];
  rows: { label: string; unit: Unit | null; figures: (number | null)[] }[];
}

export interface Paragraph {
  type: 'paragraph';
  text: string;
}

export type Block = TimeChart | HeatChart | FigureTable | Paragraph;

export interface Section {
  id: string;
  title: string;
  intro: string | null;
  blocks: Block[];
}

/** What the figures rest on. */
export interface SampleFacts {
  count: number;
  intervalSeconds: number | null;
  /** Share of the range that has samples, 0–1; null when the interval is unknown. */
  coverage: number | null;
  /** First and last sample, ISO; null when there is none. */
  first: string | null;
  last: string | null;
  restarts: number;
  gaps: number;
}

/**
 * A report as plain data: no markup, no queries. Both renderings (PDF and HTML) draw it, with the figures
 * formatted by reports/format and charts laid out by reports/charts.
 */
export interface ReportModel {
  version: typeof REPORT_MODEL_VERSION;
  title: string;
  tenant: string;
  machine: { name: string; facts: string[] };
  /** ISO; start included, end excluded. */
  range: { start: string; end: string };
  generatedAt: string;
  samples: SampleFacts;
  kpis: Kpi[];
  findings: Finding[];
  sections: Section[];
}
