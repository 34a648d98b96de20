import { layOutRadar } from '../../charts/lay-out-radar.ts';
import { formatFigure } from '../../format/format-figure.ts';
import type { Radar } from '../../report-model.ts';
import { html, type Markup, trusted } from '../html.ts';

const BOX = { width: 520, height: 340, radius: 126, labels: 16 };

/** Shares of ceilings around a circle, a shape per machine. */
export function radar(chart: Radar): Markup {
  const geometry = layOutRadar(
    chart.axes.length,
    chart.shapes.map(({ shares }) => shares),
    BOX,
  );
  const around = `translate(${geometry.middle.x} ${geometry.middle.y})`;
  const words = chart.shapes.map(
    ({ label, values }) =>
      `${label}: ${chart.axes.map((axis, at) => `${axis.label} ${formatFigure(values[at] ?? null, axis.unit)}`).join(', ')}`,
  );
  return html`<figure class="chart radar"><figcaption><h3>${chart.title}</h3></figcaption><svg viewBox="0 0 ${BOX.width} ${BOX.height}" role="img" aria-label="${chart.title}. ${words.join('. ')}.">${geometry.rings.map(
    ({ path }) => html`<path class="ring" transform="${around}" d="${trusted(path)}"/>`,
  )}${geometry.axes.map(
    ({ end, label, anchor }, at) =>
      html`<path class="ring" d="M${geometry.middle.x},${geometry.middle.y}L${end.x},${end.y}"/><text x="${label.x}" y="${label.y + 4}" text-anchor="${anchor}">${chart.axes[at]?.label ?? ''}<title>${chart.axes[at]?.why ?? ''}</title></text>`,
  )}${chart.shapes.map(({ label, colour, values }, at) => {
    const shape = geometry.shapes[at];
    return html`<g class="c-${colour}"><path class="shape" transform="${around}" d="${trusted(shape?.path ?? '')}"/>${(
      shape?.points ?? []
    ).map((point, axis) => {
      const { label: of = '', ceiling = null, unit = 'count' } = chart.axes[axis] ?? {};
      return (
        point &&
        html`<circle cx="${point.x}" cy="${point.y}" r="4"><title>${label}, ${of}: ${formatFigure(values[axis] ?? null, unit)}${ceiling !== null && ` of ${formatFigure(ceiling, unit)}`}</title></circle>`
      );
    })}</g>`;
  })}</svg><ul class="legend">${chart.shapes.map(({ label, colour }) => html`<li><span class="key c-${colour}">${label}</span></li>`)}</ul></figure>`;
}
