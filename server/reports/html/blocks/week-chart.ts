import { layOutWeek } from '../../charts/lay-out-week.ts';
import { formatFigure } from '../../format/format-figure.ts';
import { formatNumber } from '../../format/format-number.ts';
import type { WeekChart } from '../../report-model.ts';
import { html, type Markup } from '../html.ts';
import { percent } from './percent.ts';
import { strengthScale } from './strength-scale.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const BOX = { width: 520, height: 168 };

/** The hours of a week, the stronger the colour the higher the mean. */
export function weekChart(chart: WeekChart): Markup {
  const { plot, cells, top, ...labels } = layOutWeek(chart, BOX.width, BOX.height);
  const name = (day: number, hour: number) => `${DAYS[day]} ${String(hour).padStart(2, '0')}:00`;
  const [most] = cells
    .filter(({ value }) => value !== null)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const words = most
    ? `Highest on ${name(most.day, most.hour)}: ${formatFigure(most.value, chart.unit)}.`
    : 'Nothing was measured.';
  return html`<figure class="chart narrow"><figcaption><h3>${chart.title}</h3><span class="unit">${chart.zone}</span></figcaption><div class="frame"><div class="canvas week" role="img" aria-label="${chart.title}. ${words}"><svg viewBox="${plot.left} ${plot.top} ${plot.right - plot.left} ${plot.bottom - plot.top}" preserveAspectRatio="none">${cells.map(
    ({ x, y, width, height, strength, value, count, day, hour }) =>
      html`<rect class="${strength === null ? 'none' : 'heat'}" x="${x}" y="${y}" width="${width}" height="${height}" fill-opacity="${(strength ?? 1).toFixed(3)}">${count > 0 && html`<title>${name(day, hour)}: ${formatFigure(value, chart.unit)}, ${formatNumber(count, 0)} ${count === 1 ? 'sample' : 'samples'}</title>`}</rect>`,
  )}</svg>${labels.dayLabels.map(({ y, label }) => html`<i class="vt" style="top:${percent(y, plot.top, plot.bottom)}%">${label}</i>`)}${labels.hourLabels.map(
    ({ x, label }) =>
      html`<i class="tt first" style="left:${percent(x, plot.left, plot.right)}%">${label}</i>`,
  )}</div></div>${strengthScale('0', formatFigure(top, chart.unit))}</figure>`;
}
