import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { SeriesColour, TimeChart } from '../report-model.ts';
import { largestValue } from './largest-value.ts';
import { type PlacedMark, placeMarks } from './place-marks.ts';
import { type EdgePoint, runPoints } from './run-points.ts';
import { splitRuns } from './split-runs.ts';
import { stackSeries } from './stack-series.ts';
import { timeTicks } from './time-ticks.ts';
import { valueAxis } from './value-axis.ts';

export interface Shape {
  id: string;
  colour: SeriesColour;
  /** SVG path data; empty when there is nothing to draw. */
  path: string;
}

/** Everything a rendering needs to draw a chart; all lengths in the units of `width` and `height`. */
export interface ChartGeometry {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  unit: string;
  valueTicks: { y: number; label: string }[];
  timeTicks: { x: number; label: string }[];
  areas: Shape[];
  bands: Shape[];
  lines: Shape[];
  /** The line of the highest totals; empty when there is none. */
  peak: string;
  ceiling: { y: number; label: string } | null;
  marks: PlacedMark[];
}

const MARGIN = { left: 30, right: 2, top: 8, bottom: 16 };
const VALUE_TICKS = 4;
/** A time label with air around it; in a narrow chart less air. */
const TIME_LABEL_WIDTH = { usual: 80, narrow: 52, narrowBelow: 320 } as const;

/** Lays a chart out in a box, its times in a zone. Pure; the same for paper and screen. */
export function layOutChart(chart: TimeChart, width: number, height: number, zone = 'UTC'): ChartGeometry {
  const plot = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const axis = valueAxis(chart.unit, largestValue(chart), chart.top, VALUE_TICKS);
  const x = scaleLinear().domain([chart.start, chart.end]).range([plot.left, plot.right]).clamp(true);
  const y = scaleLinear().domain([0, axis.top]).range([plot.bottom, plot.top]).clamp(true);

  const areaPath = area<EdgePoint>()
    .x((point) => x(point.time))
    .y0((point) => y(point.low))
    .y1((point) => y(point.high))
    .digits(1);
  const linePath = line<EdgePoint>()
    .x((point) => x(point.time))
    .y((point) => y(point.high))
    .digits(1);

  /** One path for all runs of a series; points whose edges are null break it. */
  const draw = (
    path: (points: EdgePoint[]) => string | null,
    edges: (index: number) => readonly [low: number, high: number] | null,
  ): string =>
    splitRuns(chart.times.length, (index) => edges(index) !== null)
      .map((run) =>
        path(runPoints(run, chart.times, chart.resolutionSeconds, (index) => edges(index) ?? [0, 0])),
      )
      .join('');

  const asLine = (values: readonly (number | null)[]) => (index: number) => {
    const value = values[index] ?? null;
    return value === null ? null : ([value, value] as const);
  };
  const shape = ({ id, colour }: Omit<Shape, 'path'>, path: string): Shape => ({ id, colour, path });

  const layers = chart.form === 'stack' ? stackSeries(chart.series, chart.times.length) : [];
  const lines = chart.form === 'lines' ? chart.series : [];
  return {
    width,
    height,
    plot,
    unit: axis.unit,
    valueTicks: axis.ticks.map(({ value, label }) => ({ y: y(value), label })),
    timeTicks: timeTicks(
      chart.start,
      chart.end,
      Math.max(2, (plot.right - plot.left) / timeLabelWidth(width)),
      zone,
    ).map(({ time, label }) => ({ x: x(time), label })),
    areas: chart.series.slice(0, layers.length).map((series, at) =>
      shape(
        series,
        draw(areaPath, (index) => layers[at]?.edges[index] ?? null),
      ),
    ),
    bands: lines
      .filter((series) => series.min && series.max)
      .map((series) =>
        shape(
          series,
          draw(areaPath, (index) => {
            const low = series.min?.[index] ?? null;
            const high = series.max?.[index] ?? null;
            return low === null || high === null ? null : [low, high];
          }),
        ),
      ),
    lines: lines.map((series) => shape(series, draw(linePath, asLine(series.avg)))),
    peak: chart.peak ? draw(linePath, asLine(chart.peak.values)) : '',
    // A limit far above everything drawn is no line at the upper edge: that would say another value.
    ceiling:
      chart.ceiling && chart.ceiling.value <= axis.top
        ? { y: y(chart.ceiling.value), label: chart.ceiling.label }
        : null,
    marks: placeMarks(
      chart.marks.filter((mark) => mark.at >= chart.start && mark.at <= chart.end),
      x,
    ),
  };
}

const timeLabelWidth = (width: number): number =>
  width < TIME_LABEL_WIDTH.narrowBelow ? TIME_LABEL_WIDTH.narrow : TIME_LABEL_WIDTH.usual;
