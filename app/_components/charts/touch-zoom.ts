import type uPlot from 'uplot';
import type { Hold } from './hold.ts';
import { moveCursor } from './move-cursor.ts';
import type { PlotState } from './panel.ts';
import { pinchWindow } from './pinch-window.ts';

/** A finger that moves less, px, taps. */
const LEAST_PX = 10;
const NOTHING = { left: 0, top: 0, width: 0, height: 0 };

/**
 * Fingers: one that moves sideways marks a stretch of time and goes there, two stretch and move the time that they
 * hold. Up and down is the page's, which then takes the finger away (`pointercancel`). A tap shows what is there and
 * two taps lead back, as the browser makes clicks of them.
 */
export function touchZoom(state: () => PlotState, hold: Hold): uPlot.Plugin {
  return {
    hooks: {
      init: (plot) => {
        if (!state().zoom) return;
        plot.over.style.touchAction = 'pan-y';
        follow(plot, state, hold);
      },
    },
  };
}

function follow(plot: uPlot, state: () => PlotState, hold: Hold): void {
  const { over } = plot;
  /** By the browser's number of each; `from` is where a finger was put on. */
  const fingers = new Map<number, { x: number; from: number; time: number }>();
  const place = (event: PointerEvent) => event.clientX - over.getBoundingClientRect().left;
  const show = (window: Hold['window']) => {
    hold.window = window;
    plot.setData(plot.data);
  };
  const mark = (from: number, to: number) =>
    plot.setSelect(
      { left: Math.min(from, to), top: 0, width: Math.abs(to - from), height: over.clientHeight },
      false,
    );
  const end = () => {
    fingers.clear();
    plot.setSelect(NOTHING, false);
    if (hold.window) show(null);
  };

  const press = (event: PointerEvent) => {
    if (event.pointerType !== 'touch' || fingers.size === 2) return;
    const x = place(event);
    fingers.set(event.pointerId, { x, from: x, time: plot.posToVal(x, 'x') });
    if (fingers.size === 2) plot.setSelect(NOTHING, false);
  };
  const move = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    finger.x = Math.min(over.clientWidth, Math.max(0, place(event)));
    const [one, two] = fingers.values();
    if (one && two) return show(pinchWindow(one, two, over.clientWidth));
    if (Math.abs(finger.x - finger.from) < LEAST_PX) return;
    mark(finger.from, finger.x);
    moveCursor(plot, { left: finger.x, top: over.clientHeight / 2 });
  };
  const lift = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const pinched = fingers.size === 2 ? hold.window : null;
    const [left, right] = [Math.min(finger.from, finger.x), Math.max(finger.from, finger.x)];
    const marked =
      fingers.size === 1 && right - left >= LEAST_PX
        ? { start: plot.posToVal(left, 'x'), end: plot.posToVal(right, 'x') }
        : null;
    end();
    const window = pinched ?? marked;
    if (window) state().zoom?.into(window.start, window.end);
  };
  over.addEventListener('pointerdown', press);
  over.addEventListener('pointermove', move);
  over.addEventListener('pointerup', lift);
  over.addEventListener('pointercancel', (event) => fingers.has(event.pointerId) && end());
}
