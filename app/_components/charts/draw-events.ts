import type uPlot from 'uplot';
import { MARK_LOOKS } from './mark-looks.ts';
import type { PlotState } from './panel.ts';
import { readColor } from './read-color.ts';

/** Marks what breaks a line: a dashed rule at the moment, with its word. */
export function drawEvents(state: () => PlotState): uPlot.Plugin {
  return {
    hooks: {
      draw: (plot) => {
        const { events, start, end } = state();
        const { ctx, bbox } = plot;
        const ratio = devicePixelRatio;
        // Words that would overprint the one before are left out; the rule still stands.
        let free = Number.NEGATIVE_INFINITY;
        for (const event of events) {
          if (event.at < start || event.at > end) continue;
          const { label, token } = MARK_LOOKS[event.type];
          const x = Math.round(plot.valToPos(event.at, 'x', true));
          ctx.save();
          ctx.strokeStyle = readColor(token);
          ctx.fillStyle = readColor(token);
          ctx.lineWidth = ratio;
          ctx.setLineDash([3 * ratio, 3 * ratio]);
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
          ctx.font = `${10 * ratio}px "Inter Variable", Inter, sans-serif`;
          const width = ctx.measureText(label).width + 8 * ratio;
          const flip = x + width > bbox.left + bbox.width;
          const from = flip ? x - width : x;
          if (from >= free) {
            ctx.textAlign = flip ? 'right' : 'left';
            ctx.textBaseline = 'top';
            ctx.fillText(label, x + (flip ? -4 : 4) * ratio, bbox.top + 3 * ratio);
            free = from + width;
          }
          ctx.restore();
        }
      },
    },
  };
}
