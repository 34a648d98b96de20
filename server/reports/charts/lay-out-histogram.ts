import { scaleLinear } from 'd3-scale';
import { formatNumber } from '../format/format-number.ts';
import { scaleUnit } from '../format/scale-unit.ts';
import type { Histogram } from '../report-model.ts';
import { valueAxis } from './value-axis.ts';

/** One column; `from` and `until` in the scale of the axis' unit. */
export interface HistogramBar {
  x: number;
  y: number;
  width: number;
  height: number;
  from: string;
  until: string;
  count: number;
}

export interface HistogramGeometry {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  /** What the labels below the axis are in. */
  unit: string;
  bars: HistogramBar[];
  /** All columns as one path. */
  path: string;
  countTicks: { y: number; label: string }[];
  valueTicks: { x: number; label: string }[];
  /** From left to right; those that would lie over each other stand on rows of their own, 0 the uppermost. */
  marks: { x: number; label: string; row: number }[];
}

const MARGIN = { left: 34, right: 2, bottom: 16 };
/** Height of a row of labels over the columns. */
export const MARK_ROW = 9;
const MARK_LABEL_WIDTH = 26;
const TICK_WIDTH = 50;
const GAP = 0.8;
const MOST_ROWS = 4;

/** Lays out how often values were seen, in a box. Pure; the same for paper and screen. */
export function layOutHistogram(chart: Histogram, width: number, height: number): HistogramGeometry {
  const low = chart.edges[0] ?? 0;
  const high = Math.max(chart.edges.at(-1) ?? 1, low + Number.EPSILON);
  const scale = scaleUnit(chart.unit, Math.max(Math.abs(low), Math.abs(high)));
  const right = width - MARGIN.right;
  const x = scaleLinear().domain([low, high]).range([MARGIN.left, right]).clamp(true);
  const marks = placeRows(
    chart.marks
      .toSorted((a, b) => a.value - b.value)
      .map(({ label, value }) => ({ label, x: round(x(value)) })),
  );
  const rows = marks.reduce((most, { row }) => Math.max(most, row + 1), 0);
  const plot = { left: MARGIN.left, right, top: 4 + rows * MARK_ROW, bottom: height - MARGIN.bottom };
  const axis = valueAxis('count', Math.max(0, ...chart.counts), null, 3);
  const y = scaleLinear().domain([0, axis.top]).range([plot.bottom, plot.top]);
  const ticks = scaleLinear()
    .domain([low / scale.divisor, high / scale.divisor])
    .ticks(Math.max(2, Math.floor((plot.right - plot.left) / TICK_WIDTH)));
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const named = (value: number): string => formatNumber(value / scale.divisor, decimals);
  const bars = chart.counts.map((count, at): HistogramBar => {
    const [from, until] = [chart.edges[at] ?? low, chart.edges[at + 1] ?? high];
    const [left, end, top] = [x(from), x(until), y(count)];
    return {
      x: round(left),
      y: round(top),
      width: round(Math.max(0.3, end - left - GAP)),
      height: round(plot.bottom - top),
      from: named(from),
      until: named(until),
      count,
    };
  });
  return {
    width,
    height,
    plot,
    unit: scale.unit,
    bars,
    path: bars
      .filter(({ count }) => count > 0)
      .map((bar) => `M${bar.x},${bar.y}h${bar.width}v${bar.height}h${-bar.width}Z`)
      .join(''),
    // Half a sample is no count.
    countTicks: axis.ticks
      .filter(({ value }) => Number.isInteger(value))
      .map(({ value }) => ({ y: y(value), label: formatNumber(value, 0) })),
    valueTicks: ticks.map((value) => ({
      x: round(x(value * scale.divisor)),
      label: formatNumber(value, decimals),
    })),
    marks,
  };
}

/** Each label on the lowest row where it lies over none before it. */
function placeRows(marks: readonly { x: number; label: string }[]): HistogramGeometry['marks'] {
  const free: number[] = [];
  return marks.map((mark) => {
    const found = Array.from({ length: MOST_ROWS }, (_, at) => at).find(
      (at) => mark.x >= (free[at] ?? Number.NEGATIVE_INFINITY),
    );
    const row = found ?? MOST_ROWS - 1;
    free[row] = mark.x + MARK_LABEL_WIDTH;
    return { ...mark, row };
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;
