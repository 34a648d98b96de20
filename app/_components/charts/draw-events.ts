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
          ctx.lineWidth = Math.round(ratio);
          ctx.setLineDash([3 * ratio, 3 * ratio]);
          // A line of an odd width is sharp in the middle of a pixel.
          const middle = x + (ctx.lineWidth % 2) / 2;
          ctx.beginPath();
          ctx.moveTo(middle, bbox.top);
          ctx.lineTo(middle, bbox.top + bbox.height);
          ctx.stroke();
          ctx.font = `${10 * ratio}px "Inter Variable", Inter, sans-serif`;
          const width = ctx.measureText(label).width + 8 * ratio;
          const flip = x + width > bbox.left + bbox.width;
          const from = flip ? x - width : x;
          if (from >= free) {
            ctx.textAlign = flip ? 'right' : 'left';
            ctx.textBaseline = 'top';
            const place = [label, x + (flip ? -4 : 4) * ratio, bbox.top + 3 * ratio] as const;
            // A hem, so that it is read over lines too.
            ctx.setLineDash([]);
            ctx.lineJoin = 'round';
            ctx.lineWidth = 4 * ratio;
            ctx.strokeStyle = readColor('--surface');
            ctx.strokeText(...place);
            ctx.fillText(...place);
            free = from + width;
          }
          ctx.restore();
        }
      },
    },
  };
}
