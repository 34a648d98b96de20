import { largestValue } from '../../charts/largest-value.ts';
import { scaleUnit } from '../../format/scale-unit.ts';
import type { TimeChart } from '../../report-model.ts';
import { html, type Markup } from '../html.ts';
import { describeChart } from './describe-chart.ts';
import { timePlot } from './time-plot.ts';

/** A chart over time with its legend. */
export function timeChart(chart: TimeChart, place: number | undefined, zone: string): Markup {
  const unit = chartUnit(chart);
  return html`<figure class="chart"><figcaption><h3>${chart.title}</h3>${unit !== '' && html`<span class="unit">${unit}</span>`}</figcaption><div class="frame"><div class="canvas time" data-plot="${place ?? null}" role="img" aria-label="${describeChart(chart)}">${timePlot(chart, zone, 'full')}</div></div>${legend(chart)}</figure>`;
}

/** The unit that the ticks are in. */
const chartUnit = (chart: TimeChart): string =>
  scaleUnit(chart.unit, chart.top ?? (largestValue(chart) || 1)).unit;

const legend = ({ series, peak }: TimeChart): Markup =>
  html`<ul class="legend">${series.map(
    ({ id, label, colour }) =>
      html`<li><span class="key c-${colour}" data-series="${id}">${label}</span></li>`,
  )}${peak && html`<li><span class="key dash">${peak.label}</span></li>`}</ul>`;
