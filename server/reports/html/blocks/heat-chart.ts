import type { HeatChart } from '../../report-model.ts';
import { html, type Markup } from '../html.ts';
import { heatPlot } from './heat-plot.ts';
import { strengthScale } from './strength-scale.ts';

/** A coloured row per entity over time. */
export const heatChart = (chart: HeatChart, place: number | undefined, zone: string): Markup =>
  html`<figure class="chart"><figcaption><h3>${chart.title}</h3></figcaption><div class="frame wide"><div class="canvas heatmap" data-plot="${place ?? null}" role="img" aria-label="${chart.title}. ${chart.rows.length} rows over time, the stronger the colour the higher the value.">${heatPlot(chart, zone)}</div></div>${strengthScale('0 %', '100 %')}</figure>`;
