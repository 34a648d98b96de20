import type { Section } from '../report-model.ts';
import { blockView } from './block-view.ts';
import type { Live } from './data/collect-live.ts';
import { html, type Markup } from './html.ts';

/** One section: heading, a sentence, what the figures rest on, and the blocks. */
export const sectionView = (section: Section, live: Live): Markup =>
  html`<section id="${section.id}" aria-labelledby="${section.id}-title"><h2 id="${section.id}-title">${section.title}</h2>${section.intro !== null && html`<p class="text">${section.intro}</p>`}${section.basis !== null && html`<p class="basis">${section.basis}</p>`}${section.blocks.map(
    (block) => blockView(block, live.placeOf(block), live.data.zone),
  )}</section>`;
