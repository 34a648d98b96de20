import type uPlot from 'uplot';
import type { PlotState } from './panel.ts';

/** A shorter drag, px, is an unsteady click. */
const LEAST_PX = 5;
const NOTHING = { left: 0, top: 0, width: 0, height: 0 };

/**
 * Dragging marks a stretch of time and goes there; a double click goes back. The mark is seen on all panels, as they
 * share one cursor; only the panel under the pointer acts.
 */
export function dragZoom(state: () => PlotState): uPlot.Plugin {
  let pressed = false;
  return {
    hooks: {
      init: ({ over }) => {
        over.addEventListener('mousedown', ({ button }) => {
          pressed = button === 0;
        });
        over.addEventListener('dblclick', () => state().zoom?.out());
      },
      setSelect: (plot) => {
        const { left, width } = plot.select;
        const acts = pressed && width >= LEAST_PX;
        pressed = false;
        if (width > 0) plot.setSelect(NOTHING, false);
        if (acts) state().zoom?.into(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
      },
    },
  };
}
