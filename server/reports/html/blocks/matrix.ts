import { layOutMatrix } from '../../charts/lay-out-matrix.ts';
import { formatNumber } from '../../format/format-number.ts';
import type { Matrix } from '../../report-model.ts';
import { html, type Markup } from '../html.ts';

/** Wide enough that no cell is narrowed: here only the figures and strengths of the layout are used. */
const WIDTH = 1e6;

/** Rank correlations as a table of coloured cells: the figures are text, the colour only helps to find them. */
export function matrix(chart: Matrix): Markup {
  const { cells, rowLabels } = layOutMatrix(chart, WIDTH);
  const count = chart.labels.length;
  return html`<figure class="chart"><figcaption><h3>${chart.title}</h3><span class="unit">${formatNumber(chart.count, 0)} points</span></figcaption><div class="scroll" tabindex="0" role="group" aria-label="${chart.title}"><table class="matrix"><thead><tr><td></td>${rowLabels.map(
    ({ number, label }) =>
      html`<th scope="col" title="${label}"><abbr title="${label}">${number}</abbr></th>`,
  )}</tr></thead><tbody>${rowLabels.map(
    ({ number, label }, row) =>
      html`<tr><th scope="row"><span class="number">${number}</span> ${label}</th>${Array.from(
        { length: count },
        (_, column) => {
          const cell = cells.find((one) => one.row === row && one.column === column);
          return cell
            ? html`<td class="${cell.isNegative ? 'against' : 'with'}" style="--k:${(cell.strength ?? 0).toFixed(2)}" title="${label} and ${chart.labels[column] ?? ''}: ${cell.label}">${cell.label}</td>`
            : html`<td class="self"></td>`;
        },
      )}</tr>`,
  )}</tbody></table></div><p class="scale"><span class="step with"></span><span>together</span><span class="step against"></span><span>against each other</span></p></figure>`;
}
