import type { HeatChart } from '../report-model.ts';
import { timeTicks } from './time-ticks.ts';

/** Cells of one strength, as one path: a chart of 128 rows stays a handful of drawing operations. */
export interface HeatLevel {
  /** 0–1, how strong the colour is. */
  strength: number;
  path: string;
}

export interface HeatGeometry {
  width: number;
  height: number;
  /** `bottom` is below the last row, above the labels. */
  plot: { left: number; right: number; bottom: number };
  levels: HeatLevel[];
  rowLabels: { y: number; label: string }[];
  timeTicks: { x: number; label: string }[];
}

const LEVELS = 16;
const LEFT = 30;
const RIGHT = 2;
const BOTTOM = 14;
const MAX_ROW_HEIGHT = 12;
/** All rows together; many rows get thin ones. */
const MAX_ROWS_HEIGHT = 330;
/** A row label needs this much. */
const LABEL_HEIGHT = 9;
const FAINTEST = 0.05;
const TIME_LABEL_WIDTH = 80;

/** Lays out a heat chart of values 0–100 in a given width; the height follows from the number of rows. */
export function layOutHeat(chart: HeatChart, width: number, zone = 'UTC'): HeatGeometry {
  const rowHeight = Math.min(MAX_ROW_HEIGHT, MAX_ROWS_HEIGHT / Math.max(1, chart.rows.length));
  const gap = rowHeight > 6 ? 1.5 : 0;
  const plotWidth = width - LEFT - RIGHT;
  const span = Math.max(1, chart.end - chart.start);
  const x = (time: number): number =>
    LEFT + plotWidth * Math.min(1, Math.max(0, (time - chart.start) / span));

  const step = chart.resolutionSeconds * 1000;
  const cells: string[][] = Array.from({ length: LEVELS + 1 }, () => []);
  chart.rows.forEach((row, at) => {
    const top = (at * rowHeight).toFixed(1);
    const bottom = ((at + 1) * rowHeight - gap).toFixed(1);
    chart.times.forEach((time, index) => {
      const value = row.values[index] ?? null;
      if (value === null) return;
      const level = Math.round((Math.min(100, Math.max(0, value)) / 100) * LEVELS);
      const left = x(time).toFixed(1);
      // Up to the next sample when that is merely late, with a little overlap: no seam between neighbours.
      const next = chart.times[index + 1] ?? Number.POSITIVE_INFINITY;
      const until = next - time < 2 * step ? next : time + step;
      const right = (x(until) + 0.2).toFixed(1);
      cells[level]?.push(`M${left},${top}H${right}V${bottom}H${left}Z`);
    });
  });

  const labelEvery = Math.max(1, Math.ceil(LABEL_HEIGHT / rowHeight));
  return {
    width,
    height: chart.rows.length * rowHeight + BOTTOM,
    plot: { left: LEFT, right: width - RIGHT, bottom: chart.rows.length * rowHeight },
    levels: cells
      .map((paths, level) => ({
        strength: FAINTEST + (1 - FAINTEST) * (level / LEVELS),
        path: paths.join(''),
      }))
      .filter(({ path }) => path !== ''),
    rowLabels: chart.rows.flatMap((row, at) =>
      at % labelEvery === 0 ? [{ y: (at + 0.5) * rowHeight - gap / 2, label: row.label }] : [],
    ),
    timeTicks: timeTicks(chart.start, chart.end, Math.max(2, plotWidth / TIME_LABEL_WIDTH), zone).map(
      ({ time, label }) => ({ x: x(time), label }),
    ),
  };
}
