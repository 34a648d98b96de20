import type { Controls } from './controls.ts';
import { HINT_ID } from './hint.ts';
import type { LivePlot } from './live-plot.ts';
import { nearIndex } from './near-index.ts';
import { readoutTable, readoutText } from './readout.ts';
import { speak } from './speak.ts';
import type { Tip } from './tip.ts';

const FAR = 10;
/** How much of what is seen stays after one step of zooming in. */
const ZOOM = 0.5;

/**
 * The same by keys: arrows move the cursor (with Shift by ten points; up and down over the rows of a heat chart),
 * plus zooms in around it, minus and Escape out.
 */
export function followKeys(plot: LivePlot, controls: Controls, tip: Tip): void {
  const { canvas } = plot;
  let [index, row] = [-1, 0];
  canvas.tabIndex = 0;
  canvas.setAttribute('aria-roledescription', 'chart');
  canvas.setAttribute('aria-describedby', HINT_ID);

  const say = (): void => {
    const chart = plot.shown();
    const time = chart.times[index];
    if (time === undefined) return;
    controls.point(time);
    const rows = chart.type === 'heat-chart' ? chart.rows.length : 1;
    const share = (row + 0.5) / rows;
    const read = controls.read(plot, time, share);
    if (!read) return;
    const box = canvas.getBoundingClientRect();
    const x = box.left + ((time - chart.start) / Math.max(1, chart.end - chart.start)) * box.width;
    tip.show(readoutTable(read), x, box.top + share * 40);
    speak(readoutText(read));
  };
  const zoomIn = (): void => {
    const { start, end, times } = plot.shown();
    const middle = times[index] ?? (start + end) / 2;
    const half = ((end - start) * ZOOM) / 2;
    controls.zoom(plot, { start: middle - half, end: middle + half });
    index = nearIndex(plot.shown(), middle);
    say();
  };

  canvas.addEventListener('keydown', (event) => {
    const chart = plot.shown();
    const last = chart.times.length - 1;
    const step = event.shiftKey ? FAR : 1;
    const rows = chart.type === 'heat-chart' ? chart.rows.length : 1;
    const moves: Record<string, [points: number, rows: number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      Home: [-Infinity, 0],
      End: [Infinity, 0],
    };
    const vertical = rows > 1 ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    const move = vertical === undefined ? moves[event.key] : ([0, vertical] as const);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move) {
      index = Math.min(last, Math.max(0, (index < 0 ? (move[0] < 0 ? last + 1 : -1) : index) + move[0]));
      row = Math.min(rows - 1, Math.max(0, row + move[1]));
      say();
    } else if (event.key === '+' || event.key === '=') zoomIn();
    else if (event.key === '-' || (event.key === 'Escape' && controls.isZoomed())) controls.zoom(plot, null);
    else return;
    event.preventDefault();
  });
  canvas.addEventListener('blur', () => {
    controls.point(null);
    tip.hide();
  });
}
