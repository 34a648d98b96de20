import { layOutBars } from '../../charts/lay-out-bars.ts';
import type { BarList } from '../../report-model.ts';
import { html, type Markup } from '../html.ts';

/** Bars beside their labels. */
export const barList = (list: BarList): Markup =>
  html`<figure class="chart"><figcaption><h3>${list.title}</h3></figcaption><ul class="bars">${layOutBars(
    list,
    100,
  ).bars.map(
    ({ label, note, text, length }) =>
      html`<li><span class="label" title="${label}">${label}</span><span class="track"><span class="fill" style="width:${length}%"></span></span><span class="value">${text}</span>${note !== null && html`<span class="note">${note}</span>`}</li>`,
  )}</ul></figure>`;
