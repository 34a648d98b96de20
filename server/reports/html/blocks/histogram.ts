import { layOutHistogram } from '../../charts/lay-out-histogram.ts';
import { formatFigure } from '../../format/format-figure.ts';
import { formatNumber } from '../../format/format-number.ts';
import type { Histogram } from '../../report-model.ts';
import { html, type Markup } from '../html.ts';
import { percent } from './percent.ts';

/** As narrow as on a phone or half a page: what does not collide there does so nowhere. */
const BOX = { width: 290, height: 208 };
/** Pixels between the labels of marks that would lie over each other. */
const MARK_PITCH = 11;

/** How often values were seen, with percentiles marked on the axis. */
export function histogram(chart: Histogram): Markup {
  const { plot, bars, unit, ...labels } = layOutHistogram(chart, BOX.width, BOX.height);
  const left = (x: number) => percent(x, plot.left, plot.right);
  const marks = chart.marks.map(({ label, value }) => `${label} ${formatFigure(value, chart.unit)}`);
  const total = chart.counts.reduce((sum, count) => sum + count, 0);
  return html`<figure class="chart narrow"><figcaption><h3>${chart.title}</h3><span class="unit">samples by ${unit === '' ? 'value' : unit}</span></figcaption><div class="frame"><div class="canvas histogram" style="height:${BOX.height - 24}px" role="img" aria-label="${chart.title}. ${formatNumber(total, 0)} samples; ${marks.join(', ')}."><svg viewBox="${plot.left} 0 ${plot.right - plot.left} ${plot.bottom}" preserveAspectRatio="none"><path class="grid" d="${labels.countTicks.map(({ y }) => `M${plot.left},${y.toFixed(1)}H${plot.right}`).join('')}"/>${bars.map(
    (bar) =>
      html`<rect class="bar" x="${bar.x}" y="${bar.y}" width="${bar.width}" height="${bar.height}"><title>${bar.from}–${bar.until} ${unit}: ${formatNumber(bar.count, 0)} ${bar.count === 1 ? 'sample' : 'samples'}</title></rect>`,
  )}${labels.marks.map(({ x, row }) => html`<path class="mark" d="M${x},${row * MARK_PITCH + 4}V${plot.bottom}"/>`)}</svg>${labels.countTicks.map(
    ({ y, label }) => html`<i class="vt" style="top:${percent(y, 0, plot.bottom)}%">${label}</i>`,
  )}${labels.valueTicks.map(({ x, label }) => html`<i class="tt" style="left:${left(x)}%">${label}</i>`)}${labels.marks.map(
    ({ x, label, row }) =>
      html`<i class="event ${left(x) > 88 && 'end'}" style="left:${left(x)}%;top:${row * MARK_PITCH}px">${label}</i>`,
  )}</div></div></figure>`;
}
