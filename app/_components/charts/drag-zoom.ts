import type uPlot from 'uplot';
import type { Hold } from './hold.ts';
import type { PlotState } from './panel.ts';

/** A shorter drag, px, is an unsteady click. */
const LEAST_PX = 5;
const NOTHING = { left: 0, top: 0, width: 0, height: 0 };

/**
 * Dragging marks a stretch of time and goes there; with Shift it moves the time; a double click goes back. The mark is
 * seen on all panels, as they share one cursor; only the panel under the pointer acts.
 */
export function dragZoom(state: () => PlotState, hold: Hold): uPlot.Plugin {
  let pressed = false;
  return {
    hooks: {
      init: (plot) => {
        plot.over.addEventListener('mousedown', (event) => {
          pressed = event.button === 0 && !event.shiftKey;
          if (event.button === 0 && event.shiftKey) pan(plot, event, state, hold);
        });
        plot.over.addEventListener('dblclick', () => state().zoom?.out());
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

/** Follows the pointer until it is let go, and then goes to the time that is seen. */
function pan(plot: uPlot, pressed: MouseEvent, state: () => PlotState, hold: Hold): void {
  const { zoom, start, end } = state();
  if (!zoom) return;
  pressed.preventDefault();
  const perPixel = (end - start) / Math.max(1, plot.over.clientWidth);
  const show = (by: number) => {
    hold.window = by === 0 ? null : { start: start + by, end: end + by };
    plot.setData(plot.data);
  };
  const move = ({ clientX }: MouseEvent) => show((pressed.clientX - clientX) * perPixel);
  const drop = (event: MouseEvent) => {
    removeEventListener('mousemove', move);
    const by = (pressed.clientX - event.clientX) * perPixel;
    const moved = Math.abs(pressed.clientX - event.clientX) >= LEAST_PX;
    show(0);
    if (moved) zoom.into(start + by, end + by);
  };
  addEventListener('mousemove', move);
  addEventListener('mouseup', drop, { once: true });
}
