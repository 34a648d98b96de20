import type { ReportModel } from '../report-model.ts';
import { html, type Markup } from './html.ts';

/** The table of contents. Where there are several machines, their sections stand below the machine's name. */
export function contents(model: ReportModel): Markup {
  let machine: string | null = null;
  const items = model.sections.map((section) => {
    const isNew = section.machine !== null && section.machine !== machine;
    machine = section.machine;
    const title =
      section.machine !== null && section.title.startsWith(`${section.machine}: `)
        ? section.title.slice(section.machine.length + 2)
        : section.title;
    return html`${isNew && html`<li class="machine"><bdi>${section.machine}</bdi></li>`}<li><a href="#${section.id}">${title}</a></li>`;
  });
  return html`<nav class="contents" aria-label="Contents"><details open><summary>Contents</summary><ul><li><a href="#summary">Summary</a></li>${items}</ul></details></nav>`;
}
