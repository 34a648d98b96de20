import type { Unit } from '#agent/contract/metrics.ts';
import type { SampleEvent } from '#agent/contract/sample.ts';

/** Raised when a rendering of an older model would be wrong. */
export const REPORT_MODEL_VERSION = 2;

/** Units of the catalogue, and what only a report has: amounts of bytes (1 MB = 10⁶ B), and days. */
export type FigureUnit = Unit | 'bytes' | 'days';

/** A verdict by the thresholds table; `unrated` where there is no ceiling to compare with. */
export type State = 'good' | 'watch' | 'act' | 'unrated';

/** What health and findings are about. `data` is the quality of the samples themselves. */
export type Resource = 'cpu' | 'memory' | 'disk' | 'network' | 'filesystem' | 'container' | 'data';

/**
 * Series colours keep their meaning on every screen and page. `one` … `six` mean nothing of their own: the first to
 * sixth machine, device or line of a chart.
 */
export type SeriesColour =
  | 'user'
  | 'system'
  | 'iowait'
  | 'steal'
  | 'irq'
  | 'nice'
  | 'used'
  | 'cache'
  | 'buffers'
  | 'swap'
  | 'read'
  | 'write'
  | 'rx'
  | 'tx'
  | 'one'
  | 'two'
  | 'three'
  | 'four'
  | 'five'
  | 'six';

/** One box of the summary. `value` is in `unit`; null when it was not measured. */
export interface Kpi {
  label: string;
  value: number | null;
  unit: FigureUnit;
  state: State;
  /** The rule behind the state, or why there is none. */
  note: string;
}

/** How one resource is, by the figure that decided. Of several machines, that of the worst. */
export interface Health {
  resource: Exclude<Resource, 'container' | 'data'>;
  state: State;
  /** In `unit`; null when it was not measured. */
  figure: number | null;
  unit: FigureUnit;
  /** A short sentence with the figure and its limit: `Used 42.0 % at p95; watch from 80 %.` */
  sentence: string;
  /** The section that shows more; null when there is none. */
  sectionId: string | null;
}

/** A sentence that follows from the figures. */
export interface Finding {
  /** The rule's, with the machine's number in front where there are several: stable, fit for an anchor. */
  id: string;
  state: Exclude<State, 'unrated'>;
  resource: Resource;
  title: string;
  /** The numbers, and when it was worst. */
  evidence: string;
  /** What to do; null when nothing needs doing. */
  advice: string | null;
  /** ISO, the moment it was worst (the time of a sample, or the begin of the bucket that holds it); null when unknown. */
  at: string | null;
  /** Link target; null when that section is not in the report. */
  sectionId: string | null;
  /** Which machine, where the report has several. */
  machine: string | null;
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

/** The axis of time that charts of a section share; Unix ms. */
export interface TimeAxis {
  /** Ends of the axis. */
  start: number;
  end: number;
  /** Width of a bucket; for raw samples their usual distance. */
  resolutionSeconds: number;
  /** Begin of each bucket, or the time of each sample; ascending. */
  times: number[];
}

/** A chart over time: series on top of each other (`stack`) or beside each other (`lines`). */
export interface TimeChart extends TimeAxis {
  type: 'time-chart';
  title: string;
  unit: FigureUnit;
  form: 'stack' | 'lines';
  /** Fixed top of the value axis; null: from the data. */
  top: number | null;
  /** A labelled line at a limit, such as all memory. */
  ceiling: { value: number; label: string } | null;
  series: ChartSeries[];
  /** The highest total inside each bucket, so that a stack of averages hides no spike. */
  peak: { label: string; values: (number | null)[] } | null;
  marks: SampleEvent[];
}

/** One coloured row per entity over time, 0–100 %. */
export interface HeatChart extends TimeAxis {
  type: 'heat-chart';
  title: string;
  rows: { label: string; values: (number | null)[] }[];
}

/**
 * Figures in rows and columns. The unit of a figure is its column's, or else its row's; texts have none. Renderings
 * may let the reader sort by any column: they sort raw figures, null last.
 */
export interface FigureTable {
  type: 'table';
  /** Above the table; null when the head says it all. */
  title: string | null;
  /** Above the first column. */
  head: string;
  columns: { label: string; unit: FigureUnit | null }[];
  rows: {
    label: string;
    unit: FigureUnit | null;
    figures: (number | string | null)[];
    /** A verdict on the row, where there is one. */
    state?: State;
  }[];
  /** Below the table; null when nothing needs saying. */
  note: string | null;
}

export interface Paragraph {
  type: 'paragraph';
  text: string;
}

/** How often a value was seen: `counts[i]` samples lie in [edges[i], edges[i + 1]), the last one's end included. */
export interface Histogram {
  type: 'histogram';
  title: string;
  unit: FigureUnit;
  /** Ascending, one more than `counts`. */
  edges: number[];
  counts: number[];
  /** Values to mark on the axis, such as p95. */
  marks: { label: string; value: number }[];
}

/** The mean at each hour of the day on each day of the week, in a time zone. */
export interface WeekChart {
  type: 'week-chart';
  title: string;
  unit: FigureUnit;
  /** Value of the strongest colour; null: the largest. */
  top: number | null;
  /** [7][24]: Monday first, hour 0–23; null where nothing was measured. */
  values: (number | null)[][];
  /** [7][24]: samples behind each value. */
  counts: number[][];
  /** IANA name. */
  zone: string;
}

/** Many small charts over one axis of time and of values. */
export interface SmallMultiples extends TimeAxis {
  type: 'small-multiples';
  title: string;
  unit: FigureUnit;
  /** The shared top of the value axis. */
  top: number;
  colour: SeriesColour;
  /** `figure` is what stands beside the label (say p95), in `unit`; as long as `times`. */
  panels: {
    label: string;
    figure: number | null;
    avg: (number | null)[];
    min: (number | null)[] | null;
    max: (number | null)[] | null;
  }[];
  /** What `figure` is: `p95`. */
  figureLabel: string;
}

/** Shares of ceilings around a circle, one shape per machine (or period). All lists are as long as `axes`. */
export interface Radar {
  type: 'radar';
  title: string;
  /** `ceiling` is the value at the rim, in `unit`; `why` says where it comes from. */
  axes: { label: string; ceiling: number | null; unit: FigureUnit; why: string }[];
  /** `values` in the axis' unit; `shares` are value / ceiling, 0–1 and cut at 1, null where either is unknown. */
  shapes: { label: string; colour: SeriesColour; values: (number | null)[]; shares: (number | null)[] }[];
}

/** Rank correlations, −1 to 1; symmetric, ones on the diagonal; null where there are too few points or no spread. */
export interface Matrix {
  type: 'matrix';
  title: string;
  labels: string[];
  values: (number | null)[][];
  /** Points behind the figures. */
  count: number;
}

/** Bars beside their labels, the longest first; all in one unit. */
export interface BarList {
  type: 'bar-list';
  title: string;
  unit: FigureUnit;
  /** Value of a full bar; null: the largest. */
  top: number | null;
  rows: { label: string; value: number | null; note: string | null }[];
}

/** Terms with what they mean, such as how a figure is computed. */
export interface Definitions {
  type: 'definitions';
  items: { term: string; text: string }[];
}

export type Block =
  | TimeChart
  | HeatChart
  | FigureTable
  | Paragraph
  | Histogram
  | WeekChart
  | SmallMultiples
  | Radar
  | Matrix
  | BarList
  | Definitions;

export interface Section {
  /** Unique in the report, fit for an anchor: `cpu`, or `m2-cpu` for the second of several machines. */
  id: string;
  title: string;
  intro: string | null;
  /** On what it rests: `20 Nov, 09:00 – 21 Nov, 09:00 · 5,754 samples, one each 15 s`; null for text without figures. */
  basis: string | null;
  /** Which machine, where the report has several and the section is about one. */
  machine: string | null;
  blocks: Block[];
}

/** What the figures rest on. Of several machines, all together. */
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
 * formatted by reports/format and charts laid out by reports/charts. Its JSON schema is that of model-schema.
 */
export interface ReportModel {
  version: typeof REPORT_MODEL_VERSION;
  title: string;
  /** Whom it is for; null when not said. */
  customer: string | null;
  /** `data:image/png;base64,…` or jpeg, with its size in pixels. */
  logo: { dataUrl: string; width: number; height: number } | null;
  /** `#rrggbb` of the customer's brand; null: the product's own. */
  accent: string | null;
  tenant: string;
  /** In the order asked for; at least one. */
  machines: { name: string; facts: string[] }[];
  /** ISO; start included, end excluded. */
  range: { start: string; end: string };
  /** The earlier period that is compared with, ISO; null when there is none. */
  comparedWith: { start: string; end: string } | null;
  /** IANA name of the zone in which times are written. */
  timeZone: string;
  generatedAt: string;
  samples: SampleFacts;
  /** 0–100 and what took points away, the most first; of several machines the lowest. Null when it was not judged. */
  quality: { score: number; reasons: { text: string; points: number }[] } | null;
  /** Those that tables show, 0–100, ascending. */
  percentiles: number[];
  health: Health[];
  kpis: Kpi[];
  /** The worst first. */
  findings: Finding[];
  /** In reading order. */
  sections: Section[];
}
