import type uPlot from 'uplot';
import type { PlotState } from './panel.ts';
import { readColor } from './read-color.ts';
import { type Run, shortRuns } from './short-runs.ts';

/** CSS pixels; less is not seen, or not found. */
const LEAST = 3;

/**
 * Draws what is too short for a line or an area, such as ten minutes in a month: a bar per area of a stack, as high as
 * its mean, and per line a dot at the mean on a rule from the lowest to the highest sample.
 */
export function drawShortRuns(state: () => PlotState, opacity: number): uPlot.Plugin {
  return {
    hooks: {
      draw: (plot) => {
        const { panel } = state();
        const { ctx, bbox } = plot;
        ctx.save();
        ctx.beginPath();
        ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
        ctx.clip();
        for (const [index, { color }] of panel.layers.entries())
          if (panel.stacked) drawBars(plot, index, readColor(color, opacity));
          else drawDots(plot, index * 3 + 1, readColor(color));
        ctx.restore();
      },
    },
  };
}

/** The area of a layer of a stack lies between the edge below and its own. */
function drawBars(plot: uPlot, layer: number, color: string): void {
  const width = LEAST * devicePixelRatio;
  plot.ctx.fillStyle = color;
  for (const run of runsOf(plot, layer + 1)) {
    const top = plot.valToPos(meanOf(plot, layer + 1, run), 'y', true);
    const bottom = plot.valToPos(
      layer === 0 ? (plot.scales.y?.min ?? 0) : meanOf(plot, layer, run),
      'y',
      true,
    );
    if (Number.isFinite(top) && Number.isFinite(bottom))
      plot.ctx.fillRect(middleOf(plot, run) - width / 2, top, width, bottom - top);
  }
}

function drawDots(plot: uPlot, series: number, color: string): void {
  const thin = Math.round(devicePixelRatio);
  plot.ctx.fillStyle = color;
  for (const run of runsOf(plot, series)) {
    const low = plot.valToPos(Math.min(...valuesOf(plot, series + 1, run)), 'y', true);
    const high = plot.valToPos(Math.max(...valuesOf(plot, series + 2, run)), 'y', true);
    if (Number.isFinite(low) && Number.isFinite(high))
      plot.ctx.fillRect(middleOf(plot, run) - thin / 2, high, thin, low - high);
    const height = plot.valToPos(meanOf(plot, series, run), 'y', true);
    if (!Number.isFinite(height)) continue;
    plot.ctx.beginPath();
    plot.ctx.arc(middleOf(plot, run), height, (LEAST * devicePixelRatio) / 2, 0, 2 * Math.PI);
    plot.ctx.fill();
  }
}

const runsOf = (plot: uPlot, series: number): Run[] =>
  shortRuns(plot.data[0], plot.data[series] ?? [], plot.posToVal(LEAST, 'x') - plot.posToVal(0, 'x'));

const middleOf = (plot: uPlot, { from, to }: Run): number =>
  plot.valToPos(((plot.data[0][from] ?? 0) + (plot.data[0][to] ?? 0)) / 2, 'x', true);

function meanOf(plot: uPlot, series: number, run: Run): number {
  const values = valuesOf(plot, series, run);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const valuesOf = ({ data }: uPlot, series: number, { from, to }: Run): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => data[series]?.[from + at] ?? 0);
