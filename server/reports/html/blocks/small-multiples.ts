import { formatFigure, formatRound } from '../../format/format-figure.ts';
import type { SmallMultiples } from '../../report-model.ts';
import { html, type Markup } from '../html.ts';
import { describeChart } from './describe-chart.ts';
import { panelChart } from './panel-chart.ts';
import { timePlot } from './time-plot.ts';

/** Small charts side by side over the same axes; the figure stands beside each name. */
export const smallMultiples = (block: SmallMultiples, place: number | undefined, zone: string): Markup =>
  html`<figure class="chart"><figcaption><h3>${block.title}</h3><span class="unit">each up to ${formatRound(block.top, block.unit)}; beside the name ${block.figureLabel}</span></figcaption><div class="panels">${block.panels.map(
    ({ label, figure }, at) => {
      const chart = panelChart(block, at);
      return (
        chart &&
        html`<div class="panel"><p><span>${label}</span><b>${formatFigure(figure, block.unit)}</b></p><div class="canvas small" data-plot="${place ?? null}.${at}" role="img" aria-label="${describeChart(chart)}">${timePlot(chart, zone, 'panel')}</div></div>`
      );
    },
  )}</div></figure>`;
