import { figureParts } from '../format/format-figure.ts';
import type { Health, Kpi, ReportModel } from '../report-model.ts';
import { findingItem } from './finding-item.ts';
import { html, type Markup } from './html.ts';
import { statePill } from './state-pill.ts';

const RESOURCES: Record<Health['resource'], string> = {
  cpu: 'CPU',
  memory: 'Memory',
  disk: 'Disk',
  network: 'Network',
  filesystem: 'File systems',
};

/** What someone reads who reads one page: how each resource is, what was found, the key figures. */
export const summary = (model: ReportModel): Markup =>
  html`<section id="summary" aria-labelledby="summary-title"><h2 id="summary-title">Summary</h2>${model.kpis.length > 0 && html`<ul class="kpis">${model.kpis.map(kpiBox)}</ul>`}${
    model.samples.count === 0
      ? html`<p class="text">There are no samples in this range. Choose another range, or look whether the machine was sending.</p>`
      : html`<h3>What we found</h3>${
          model.findings.length === 0
            ? html`<p class="text">Nothing that needs attention: no rule found anything in this range.</p>`
            : html`<ol class="findings">${model.findings.map((finding) => findingItem(finding, model.timeZone))}</ol>`
        }`
  }${
    model.health.length > 0 &&
    html`<h3>Health</h3><div class="scroll" tabindex="0" role="group" aria-label="Health"><table class="health"><tbody>${model.health.map(healthRow)}</tbody></table></div>`
  }</section>`;

function kpiBox({ label, value, unit, state, note }: Kpi): Markup {
  const [figure, name] = figureParts(value, unit);
  return html`<li class="${state}"><span class="label">${label}</span><b>${figure}${name !== '' && html` <span class="unit">${name}</span>`}</b><span class="note">${note}</span></li>`;
}

const healthRow = ({ resource, state, sentence, sectionId }: Health): Markup =>
  html`<tr><th scope="row">${sectionId === null ? RESOURCES[resource] : html`<a href="#${sectionId}">${RESOURCES[resource]}</a>`}</th><td>${statePill(state)}</td><td class="text">${sentence}</td></tr>`;
