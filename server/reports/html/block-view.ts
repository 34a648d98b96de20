import type { Block } from '../report-model.ts';
import { barList } from './blocks/bar-list.ts';
import { figureTable } from './blocks/figure-table.ts';
import { heatChart } from './blocks/heat-chart.ts';
import { histogram } from './blocks/histogram.ts';
import { matrix } from './blocks/matrix.ts';
import { radar } from './blocks/radar.ts';
import { smallMultiples } from './blocks/small-multiples.ts';
import { timeChart } from './blocks/time-chart.ts';
import { weekChart } from './blocks/week-chart.ts';
import { html, type Markup } from './html.ts';

/**
 * One block of a section.
 * @param place where the script finds the block's data
 * @param zone IANA name
 */
export function blockView(block: Block, place: number | undefined, zone: string): Markup {
  switch (block.type) {
    case 'time-chart':
      return timeChart(block, place, zone);
    case 'heat-chart':
      return heatChart(block, place, zone);
    case 'table':
      return figureTable(block, place);
    case 'paragraph':
      return html`<p class="text">${block.text}</p>`;
    case 'histogram':
      return histogram(block);
    case 'week-chart':
      return weekChart(block);
    case 'small-multiples':
      return smallMultiples(block, place, zone);
    case 'radar':
      return radar(block);
    case 'matrix':
      return matrix(block);
    case 'bar-list':
      return barList(block);
    case 'definitions':
      return html`<dl class="definitions">${block.items.map(
        ({ term, text }) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`,
      )}</dl>`;
  }
}
