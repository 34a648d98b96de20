import { formatRange } from './format/format-range.ts';
import { contents } from './html/contents.ts';
import { cover } from './html/cover.ts';
import { cssText } from './html/css-text.ts';
import { collectLive } from './html/data/collect-live.ts';
import { packData } from './html/data/pack-data.ts';
import { html, trusted } from './html/html.ts';
import { readAssets } from './html/read-assets.ts';
import { sectionView } from './html/section-view.ts';
import { summary } from './html/summary.ts';
import type { ReportModel } from './report-model.ts';

const COLOUR = /^#[0-9a-f]{6}$/i;

/**
 * Renders a report as one HTML file that needs nothing else: style, script, font, charts and their figures are
 * inside, and its content security policy forbids every request. Readable without script; with it, charts zoom and
 * tables sort. The same model gives the same bytes.
 * @throws Error when the bundles of `npm run build` are not there
 */
export function renderHtml(model: ReportModel): string {
  const assets = readAssets();
  const live = collectLive(model);
  const machines = model.machines.map(({ name }) => name).join(', ');
  const range = formatRange(new Date(model.range.start), new Date(model.range.end), model.timeZone);
  const policy = `default-src 'none'; script-src '${assets.scriptHash}'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`;
  const accent = model.accent !== null && COLOUR.test(model.accent) ? model.accent : null;
  const page = html`<!DOCTYPE html>
<html lang="en"${accent !== null && html` style="--brand:${accent}"`}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="PerfAnalysis">
<meta name="referrer" content="no-referrer">
<title>${model.title}: ${machines}</title>
<style>${trusted(assets.style)}</style>
<style>@page{@top-left{content:${trusted(cssText(`${model.customer ?? model.tenant} · ${machines}`))}}@top-right{content:${trusted(cssText(range))}}}</style>
</head>
<body>
<a class="skip" href="#summary">Skip to the summary</a>
<aside>${contents(model)}</aside>
<main>
${cover(model)}
${summary(model)}
${model.sections.map((section) => html`${sectionView(section, live)}\n`)}
</main>
<footer>PerfAnalysis</footer>
<script type="application/json" id="report-data">${trusted(packData(live.data))}</script>
<script>${trusted(assets.script)}</script>
</body>
</html>
`;
  return page.text;
}
