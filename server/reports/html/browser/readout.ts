import { formatDuration } from '../../format/format-duration.ts';
import { formatFigure } from '../../format/format-figure.ts';
import type { HeatChart, TimeChart } from '../../report-model.ts';
import { html, type Markup } from '../html.ts';
import { nameTime } from './name-time.ts';

/** What a chart says at one of its points. */
export interface Readout {
  head: string;
  lines: { label: string; colour: string | null; value: string; range: string }[];
}

/**
 * The exact values at a point.
 * @param row of a heat chart
 */
export function readout(
  chart: TimeChart | HeatChart,
  index: number,
  row: number,
  zone: string,
): Readout | null {
  const time = chart.times[index];
  if (time === undefined) return null;
  const head = nameTime(time, zone);
  if (chart.type === 'heat-chart') {
    const one = chart.rows[row];
    const value = formatFigure(one?.values[index] ?? null, 'percent');
    return one ? { head, lines: [{ label: one.label, colour: null, value, range: '' }] } : null;
  }
  const figure = (value: number | null | undefined) => formatFigure(value ?? null, chart.unit);
  const isBucket = chart.series.some(({ min }) => min !== null);
  const lines: Readout['lines'] = chart.series.map(({ label, colour, avg, min, max }) => ({
    label,
    colour,
    value: figure(avg[index]),
    range: min && max && avg[index] != null ? `${figure(min[index])} to ${figure(max[index])}` : '',
  }));
  if (chart.form === 'stack') lines.reverse();
  if (chart.peak)
    lines.push({
      label: chart.peak.label,
      colour: null,
      value: figure(chart.peak.values[index]),
      range: '',
    });
  return { head: isBucket ? `${head}, ${formatDuration(chart.resolutionSeconds)}` : head, lines };
}

/** A readout as a small table. */
export const readoutTable = ({ head, lines }: Readout): Markup =>
  html`<b>${head}</b><table>${lines.map(
    ({ label, colour, value, range }) =>
      html`<tr><td><span class="key ${colour === null ? 'plain' : `c-${colour}`}">${label}</span></td><td class="value">${value}</td><td>${range}</td></tr>`,
  )}</table>`;

/** A readout as a sentence, for those who listen. */
export const readoutText = ({ head, lines }: Readout): string =>
  `${head}: ${lines.map(({ label, value }) => `${label} ${value}`).join(', ')}`;
