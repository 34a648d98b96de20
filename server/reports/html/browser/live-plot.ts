import type { HeatChart, TimeChart } from '../../report-model.ts';
import { heatPlot } from '../blocks/heat-plot.ts';
import { panelChart } from '../blocks/panel-chart.ts';
import { timePlot } from '../blocks/time-plot.ts';
import type { LiveData } from '../data/live-data.ts';
import { type Span, sliceBlock } from '../data/slice-block.ts';

/** A drawing that can be drawn again. */
export interface LivePlot {
  canvas: HTMLElement;
  /** What is drawn now. */
  shown: () => TimeChart | HeatChart;
  /** Draws a stretch of time; null: all of it. */
  draw: (span: Span | null) => void;
  /** Shows or hides one series. */
  toggle: (series: string, isShown: boolean) => void;
  /** Places a line over the drawing: the pointer's, or the pinned moment's with its label; null takes it away. */
  place: (line: 'cursor' | 'pin', time: number | null, label?: string) => void;
  /** Shades what is being chosen, both ends 0–1 of the width; null takes it away. */
  brush: (ends: [number, number] | null) => void;
}

/** Something that lies over the drawing. */
function layer(name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  element.hidden = true;
  return element;
}

/** Takes over one canvas; null when there is no data for it. What the document shows stays until it is drawn anew. */
export function livePlot(canvas: HTMLElement, { blocks, zone }: LiveData): LivePlot | null {
  const [place, panel] = (canvas.dataset.plot ?? '').split('.').map(Number);
  const block = blocks[place ?? -1];
  const whole = block?.type === 'small-multiples' ? panelChart(block, panel ?? 0) : block;
  if (!whole) return null;
  const size = panel === undefined ? 'full' : 'panel';
  const hidden = new Set<string>();
  let span: Span | null = null;
  let shown: TimeChart | HeatChart = whole;

  const layers = { cursor: layer('cursor'), pin: layer('pin'), brush: layer('brush') };
  canvas.append(...Object.values(layers));

  const draw = (): void => {
    shown = sliceBlock<TimeChart | HeatChart>(withoutSeries(whole, hidden), span);
    const drawn = shown.type === 'heat-chart' ? heatPlot(shown, zone) : timePlot(shown, zone, size);
    canvas.innerHTML = drawn.text;
    canvas.append(...Object.values(layers));
  };
  return {
    canvas,
    shown: () => shown,
    draw: (wanted) => {
      span = wanted;
      draw();
    },
    toggle: (series, isShown) => {
      if (isShown) hidden.delete(series);
      else hidden.add(series);
      draw();
    },
    place: (line, time, label = '') => {
      const share = time === null ? -1 : (time - shown.start) / Math.max(1, shown.end - shown.start);
      const mark = layers[line];
      mark.hidden = !(share >= 0 && share <= 1);
      mark.style.left = `${share * 100}%`;
      mark.dataset.label = label;
      mark.classList.toggle('end', share > 0.8);
    },
    brush: (ends) => {
      layers.brush.hidden = ends === null;
      if (!ends) return;
      const [from, until] = [Math.min(...ends), Math.max(...ends)];
      layers.brush.style.left = `${from * 100}%`;
      layers.brush.style.width = `${(until - from) * 100}%`;
    },
  };
}

/** The highest total is of all series: without one of them it says nothing. */
function withoutSeries(chart: TimeChart | HeatChart, hidden: ReadonlySet<string>): TimeChart | HeatChart {
  if (chart.type === 'heat-chart' || hidden.size === 0) return chart;
  return { ...chart, series: chart.series.filter(({ id }) => !hidden.has(id)), peak: null };
}
