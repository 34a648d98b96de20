import type { Controls } from './controls.ts';
import type { LivePlot } from './live-plot.ts';
import { readoutTable } from './readout.ts';
import type { Tip } from './tip.ts';

/** Less is a click, not a choice. */
const LEAST_DRAG = 6;

/** Cursor and values under the pointer; dragging zooms in, a double click out. Fingers point, and scroll as ever. */
export function followPointer(plot: LivePlot, controls: Controls, tip: Tip): void {
  const { canvas } = plot;
  let dragFrom: number | null = null;

  const shareOf = (event: PointerEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    const cut = (value: number) => Math.min(1, Math.max(0, value));
    const height = canvas.querySelector('svg')?.getBoundingClientRect().height ?? box.height;
    return { x: cut((event.clientX - box.left) / box.width), y: cut((event.clientY - box.top) / height) };
  };
  const timeAt = (share: number): number => {
    const { start, end } = plot.shown();
    return start + share * (end - start);
  };
  const point = (event: PointerEvent): void => {
    const { x, y } = shareOf(event);
    controls.point(timeAt(x));
    const read = controls.read(plot, timeAt(x), Math.min(y, 0.999));
    if (read) tip.show(readoutTable(read), event.clientX, event.clientY);
  };
  const leave = (): void => {
    controls.point(null);
    tip.hide();
  };

  /** A finger leaves when it is lifted: what it pointed at stays until it touches something else. */
  const tap = (event: PointerEvent): void => {
    point(event);
    const next = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node && canvas.contains(target))) leave();
    };
    setTimeout(() => addEventListener('pointerdown', next, { once: true, capture: true }));
  };

  canvas.addEventListener('pointermove', (event) => {
    point(event);
    if (dragFrom !== null) plot.brush([dragFrom, shareOf(event).x]);
  });
  canvas.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType !== 'touch') leave();
  });
  canvas.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') return tap(event);
    if (event.button !== 0) return;
    dragFrom = shareOf(event).x;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointerup', (event) => {
    const [from, until] = [dragFrom, shareOf(event).x];
    dragFrom = null;
    plot.brush(null);
    if (from === null || Math.abs(until - from) * canvas.clientWidth < LEAST_DRAG) return;
    const [low, high] = [Math.min(from, until), Math.max(from, until)];
    controls.zoom(plot, { start: timeAt(low), end: timeAt(high) });
  });
  canvas.addEventListener('pointercancel', () => {
    dragFrom = null;
    plot.brush(null);
    leave();
  });
  canvas.addEventListener('dblclick', () => controls.zoom(plot, null));
}
