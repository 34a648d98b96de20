import { formatMoment } from '../format/format-time.ts';
import { zonedTime } from '../format/zoned-time.ts';
import type { Finding } from '../report-model.ts';
import { html, type Markup } from './html.ts';
import { statePill } from './state-pill.ts';

/** A finding as sentences, with a link to the moment in the charts that show it. */
export function findingItem(finding: Finding, zone: string): Markup {
  const { id, state, title, evidence, advice, at, sectionId, machine } = finding;
  const show = at === null ? 'Show' : `Show ${formatMoment(zonedTime(new Date(at), zone))}`;
  return html`<li id="finding-${id}">${statePill(state)}<p><b>${title}</b>${machine !== null && html` <span class="machine"><bdi>${machine}</bdi></span>`} ${evidence}${advice !== null && html` <span class="advice">${advice}</span>`}${sectionId !== null && html` <a href="#${sectionId}" data-at="${at}" aria-label="${show}: ${title}">${show}</a>`}</p></li>`;
}
