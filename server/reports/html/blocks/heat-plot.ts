import { layOutHeat } from '../../charts/lay-out-heat.ts';
import type { HeatChart } from '../../report-model.ts';
import { html, type Markup, trusted } from '../html.ts';
import { percent } from './percent.ts';

const WIDTH = 920;

/** The inside of a heat chart, like timePlot. Rows keep their height, so the words stand in pixels. */
export function heatPlot(chart: HeatChart, zone: string): Markup {
  const { plot, ...geometry } = layOutHeat(chart, WIDTH, zone);
  return html`<svg viewBox="${plot.left} 0 ${plot.right - plot.left} ${plot.bottom}" style="height:${plot.bottom.toFixed(1)}px" preserveAspectRatio="none" aria-hidden="true">${geometry.levels.map(
    ({ strength, path }) =>
      html`<path class="heat" fill-opacity="${strength.toFixed(3)}" d="${trusted(path)}"/>`,
  )}</svg>${geometry.timeTicks.map(
    ({ x, label }) => html`<i class="tt" style="left:${percent(x, plot.left, plot.right)}%">${label}</i>`,
  )}${geometry.rowLabels.map(
    ({ y, label }) => html`<i class="row" style="top:${y.toFixed(1)}px">${label}</i>`,
  )}`;
}
