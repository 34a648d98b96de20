import type uPlot from 'uplot';
import type { PlotState } from './panel.ts';
import { readColor } from './read-color.ts';

const LEVELS = 24;
const FAINTEST = 0.05;
/** A row that is merely late is drawn up to the next; over a longer hole nothing is. */
const LATE = 2.5;

/** Draws the rows of a heat map: row 0 at the top, the colour of a cell as strong as its share of the y maximum. */
export function drawCells(state: () => PlotState): uPlot.Plugin {
  return {
    hooks: {
      drawAxes: (plot) => {
        const { panel } = state();
        const { ctx, bbox } = plot;
        const top = panel.yMax ?? highest(panel.layers);
        const { times } = panel;
        const step = leastStep(times);
        const edges = times.map((time, row) => {
          const next = times[row + 1] ?? Number.POSITIVE_INFINITY;
          const until = next - time <= LATE * step ? next : time + step;
          return [plot.valToPos(time, 'x', true), plot.valToPos(until, 'x', true)] as const;
        });
        const height = bbox.height / Math.max(1, panel.layers.length);
        const gap = height > 8 * devicePixelRatio ? devicePixelRatio : 0;
        ctx.save();
        ctx.beginPath();
        ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
        ctx.clip();
        panel.layers.forEach(({ avg, color }, index) => {
          const y = bbox.top + index * height;
          const inks = Array.from({ length: LEVELS + 1 }, (_, level) =>
            readColor(color, FAINTEST + (1 - FAINTEST) * (level / LEVELS)),
          );
          avg.forEach((value, row) => {
            const edge = edges[row];
            if (value === null || !edge) return;
            const share = top > 0 ? Math.min(1, Math.max(0, value / top)) : 0;
            ctx.fillStyle = inks[Math.round(share * LEVELS)] ?? '';
            const left = Math.round(edge[0]);
            ctx.fillRect(left, y, Math.max(1, Math.round(edge[1]) - left), height - gap);
          });
        });
        ctx.restore();
      },
    },
  };
}

function highest(layers: PlotState['panel']['layers']): number {
  let top = 0;
  for (const { avg } of layers) for (const value of avg) if (value !== null && value > top) top = value;
  return top;
}

function leastStep(times: readonly number[]): number {
  let step = Number.POSITIVE_INFINITY;
  for (let row = 1; row < times.length; row++)
    step = Math.min(step, (times[row] ?? 0) - (times[row - 1] ?? 0));
  return Number.isFinite(step) ? step : 1000;
}
