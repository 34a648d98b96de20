import { formatTable } from '../../format/format-table.ts';
import type { FigureTable } from '../../report-model.ts';
import { html, type Markup } from '../html.ts';
import { statePill } from '../state-pill.ts';

/** A table with hairlines, figures to the right; the script makes it sortable. */
export function figureTable(table: FigureTable, place: number | undefined): Markup {
  const text = formatTable(table);
  const isText = text.columns.map((_, at) =>
    table.rows.some(
      ({ figures }) => typeof figures[at] === 'string' && /\p{L}{3}/u.test(String(figures[at])),
    ),
  );
  const side = (at: number) => (isText[at] ? 'text' : 'figure');
  const name = table.title ?? table.head;
  return html`<div class="block">${table.title !== null && html`<h3>${table.title}</h3>`}<div class="scroll" tabindex="0" role="group" aria-label="${name}"><table class="figures" data-table="${place ?? null}"><thead><tr><th scope="col">${text.head}</th>${text.columns.map(
    ({ label, unit }, at) =>
      html`<th scope="col" class="${side(at)}">${label}${unit !== '' && html` <span class="unit">${unit}</span>`}</th>`,
  )}</tr></thead><tbody>${text.rows.map((row, at) => {
    const state = table.rows[at]?.state;
    return html`<tr><th scope="row">${row.label}${row.unit !== '' && html` <span class="unit">${row.unit}</span>`}${state !== undefined && html` ${statePill(state)}`}</th>${row.cells.map(
      (cell, column) => html`<td class="${side(column)}">${cell}</td>`,
    )}</tr>`;
  })}</tbody></table></div>${table.note !== null && html`<p class="note">${table.note}</p>`}</div>`;
}
