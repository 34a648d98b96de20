import type uPlot from 'uplot';
import { drawCells } from './draw-cells.ts';
import type { PlotState } from './panel.ts';
import { readColor } from './read-color.ts';

const FONT = '11px "Inter Variable", Inter, system-ui, sans-serif';
/** A row's name needs this much, px. */
const NAME_HEIGHT = 13;
const LONGEST_NAME = 14;

/** What a heat map has of its own: rows instead of values on the y axis, cells instead of lines. */
export function heatOptions(state: () => PlotState) {
  const rows = () => state().panel.layers;
  const axis: uPlot.Axis = {
    stroke: () => readColor('--text-3'),
    font: FONT,
    size: () => 10 + 6.2 * Math.min(LONGEST_NAME, Math.max(3, ...rows().map(({ label }) => label.length))),
    gap: 6,
    grid: { show: false },
    ticks: { show: false },
    // From the bottom, as an axis counts; row 0 is the topmost.
    splits: (plot) => {
      const every = Math.max(
        1,
        Math.ceil((NAME_HEIGHT * rows().length) / Math.max(1, plot.over?.clientHeight ?? 130)),
      );
      return rows()
        .map((_, index) => index)
        .filter((index) => index % every === 0)
        .map((index) => rows().length - index - 0.5)
        .reverse();
    },
    filter: (_plot, splits) => splits,
    values: (_plot, splits) =>
      splits.map((split) => {
        const name = rows()[Math.round(rows().length - split - 0.5)]?.label ?? '';
        return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
      }),
  };
  const scale: uPlot.Scale = { range: () => [0, Math.max(1, rows().length)] };
  const series = rows().map((): uPlot.Series => ({ paths: () => null, points: { show: false } }));
  return { axis, scale, series, plugin: drawCells(state) };
}

/** Which row the cursor is over; null when it is over none, as on the panels that only follow. */
export function rowUnder(plot: uPlot, rows: number): number | null {
  const { top } = plot.cursor;
  if (top === undefined || top < 0) return null;
  const row = Math.floor((top / Math.max(1, plot.over.clientHeight)) * rows);
  return row >= 0 && row < rows ? row : null;
}

/** Rows with the highest values at a point, the highest first. */
export function topRows(panel: PlotState['panel'], at: number, count: number) {
  return panel.layers
    .map((layer) => ({ layer, value: layer.avg[at] ?? null }))
    .filter(({ value }) => value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .slice(0, count);
}
