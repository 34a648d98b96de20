import { formatDuration } from '../format/format-duration.ts';
import { formatFigure } from '../format/format-figure.ts';
import { formatNumber } from '../format/format-number.ts';
import { formatRange } from '../format/format-range.ts';
import { formatClock, formatDay } from '../format/format-time.ts';
import { zonedTime } from '../format/zoned-time.ts';
import type { ReportModel, SampleFacts } from '../report-model.ts';
import { html, type Markup } from './html.ts';

const IMAGE = /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+=*$/;
const LOGO = { width: 220, height: 56 };

/** Title, for whom, of which machines and when, and what the figures rest on. */
export function cover(model: ReportModel): Markup {
  const { logo, quality, timeZone, range, comparedWith } = model;
  const made = zonedTime(new Date(model.generatedAt), timeZone);
  const rangeText = ({ start, end }: { start: string; end: string }) =>
    formatRange(new Date(start), new Date(end), timeZone);
  return html`<header class="cover" id="top">${logo && IMAGE.test(logo.dataUrl) && logoImage(logo)}<h1>${model.title}</h1><p class="for">${model.customer ?? model.tenant}</p><dl><div><dt>${model.machines.length === 1 ? 'Machine' : 'Machines'}</dt><dd>${model.machines.map(
    ({ name, facts }) => html`<p><b><bdi>${name}</bdi></b> ${facts.join(' · ')}</p>`,
  )}</dd></div><div><dt>Range</dt><dd>${rangeText(range)}</dd></div>${comparedWith && html`<div><dt>Compared with</dt><dd>${rangeText(comparedWith)}</dd></div>`}<div><dt>Samples</dt><dd>${samplesLine(model.samples)}</dd></div>${quality && html`<div><dt>Data quality</dt><dd><b>${formatNumber(quality.score, 0)}</b> of 100${quality.reasons.map(({ text, points }) => html`<span class="reason">${text} <span class="points">\u2212${formatNumber(points, points < 1 ? 1 : 0)}</span></span>`)}</dd></div>`}<div><dt>Made</dt><dd>${formatDay(made)}, ${formatClock(made).slice(0, 5)} ${timeZone}${model.customer !== null && ` by ${model.tenant}`}</dd></div></dl></header>`;
}

function logoImage({ dataUrl, width, height }: NonNullable<ReportModel['logo']>): Markup {
  const scale = Math.min(1, LOGO.width / Math.max(1, width), LOGO.height / Math.max(1, height));
  return html`<img class="logo" src="${dataUrl}" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}" alt="">`;
}

function samplesLine({ count, intervalSeconds, coverage, gaps, restarts }: SampleFacts): string {
  if (count === 0) return 'No samples in this range';
  const parts = [`${formatNumber(count, 0)} ${count === 1 ? 'sample' : 'samples'}`];
  if (intervalSeconds !== null) parts[0] += `, one each ${formatDuration(intervalSeconds)}`;
  if (coverage !== null) parts.push(`${formatFigure(100 * coverage, 'percent')} of expected`);
  if (gaps > 0) parts.push(`${formatNumber(gaps, 0)} ${gaps === 1 ? 'gap' : 'gaps'}`);
  if (restarts > 0) parts.push(`${formatNumber(restarts, 0)} ${restarts === 1 ? 'restart' : 'restarts'}`);
  return parts.join(' · ');
}
