import type { Block, Section } from '../report-model.ts';
import { blockView } from './block-view.ts';
import type { Live } from './data/collect-live.ts';
import { html, type Markup } from './html.ts';

/** One section: heading, a sentence, what the figures rest on, and the blocks. */
export const sectionView = (section: Section, live: Live): Markup =>
  html`<section id="${section.id}" aria-labelledby="${section.id}-title"><h2 id="${section.id}-title">${section.title}</h2>${section.intro !== null && html`<p class="text">${section.intro}</p>`}${section.basis !== null && html`<p class="basis">${section.basis}</p>`}${pairsOf(
    section.blocks,
  ).map((blocks) => {
    const drawn = blocks.map((block) => blockView(block, live.placeOf(block), live.data.zone));
    return drawn.length > 1 ? html`<div class="pair">${drawn}</div>` : drawn;
  })}</section>`;

const isNarrow = ({ type }: Block): boolean => type === 'histogram' || type === 'week-chart';

/** Neighbours that need half the width stand side by side. */
function pairsOf(blocks: readonly Block[]): Block[][] {
  const rows: Block[][] = [];
  for (const block of blocks) {
    const last = rows.at(-1);
    const beside = last?.length === 1 && last[0] !== undefined && isNarrow(last[0]) && isNarrow(block);
    if (beside) last.push(block);
    else rows.push([block]);
  }
  return rows;
}
