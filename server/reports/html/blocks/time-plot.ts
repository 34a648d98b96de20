import { layOutChart } from '../../charts/lay-out-chart.ts';
import type { TimeChart } from '../../report-model.ts';
import { html, type Markup, trusted } from '../html.ts';
import { percent } from './percent.ts';

/** Boxes that time charts are laid out in; the drawing is stretched to the width there is, its words are not. */
export const PLOT_SIZES = {
  full: { width: 920, height: 214 },
  panel: { width: 260, height: 80 },
} as const;
export type PlotSize = keyof typeof PLOT_SIZES;

/**
 * The inside of a chart over time: the drawing, and its words as elements beside it, so that they keep their size
 * on every screen. Drawn the same way when the document is written and when its reader zooms.
 */
export function timePlot(chart: TimeChart, zone: string, size: PlotSize): Markup {
  const box = PLOT_SIZES[size];
  const { plot, ...geometry } = layOutChart(chart, box.width, box.height, zone);
  const left = (x: number) => percent(x, plot.left, plot.right);
  const top = (y: number) => percent(y, plot.top, plot.bottom);
  const across = (y: number) => `M${plot.left},${y.toFixed(1)}H${plot.right}`;
  const [width, height] = [plot.right - plot.left, plot.bottom - plot.top];
  return html`<svg viewBox="${plot.left} ${plot.top} ${width} ${height}" preserveAspectRatio="none" aria-hidden="true"><path class="grid" d="${trusted(geometry.valueTicks.map(({ y }) => across(y)).join(''))}"/>${geometry.areas.map(
    ({ colour, path }) => html`<path class="area c-${colour}" d="${trusted(path)}"/>`,
  )}${geometry.bands.map(({ colour, path }) => html`<path class="band c-${colour}" d="${trusted(path)}"/>`)}${geometry.lines.map(
    ({ colour, path }) => html`<path class="line c-${colour}" d="${trusted(path)}"/>`,
  )}${geometry.peak !== '' && html`<path class="peak" d="${trusted(geometry.peak)}"/>`}${
    geometry.ceiling && html`<path class="ceiling" d="${across(geometry.ceiling.y)}"/>`
  }${geometry.marks.map(({ x }) => html`<path class="mark" d="M${x.toFixed(1)},${plot.top}V${plot.bottom}"/>`)}</svg>${
    size === 'full' && [
      geometry.timeTicks.map(({ x, label }) => html`<i class="tt" style="left:${left(x)}%">${label}</i>`),
      geometry.valueTicks.map(({ y, label }) => html`<i class="vt" style="top:${top(y)}%">${label}</i>`),
      geometry.ceiling &&
        html`<i class="word ${top(geometry.ceiling.y) < 3 && 'below'}" style="top:${top(geometry.ceiling.y)}%">${geometry.ceiling.label}</i>`,
      geometry.marks.map(
        ({ x, label }) =>
          label !== null &&
          html`<i class="event ${left(x) > 90 && 'end'}" style="left:${left(x)}%">${label}</i>`,
      ),
    ]
  }`;
}
