import { formatFigure } from '../../format/format-figure.ts';
import { radarOf } from '../radar-axes.ts';
import type { Draft, Subject } from '../subject.ts';

/** How near each resource comes to its ceiling at p95, in one picture; null with fewer than three of them. */
export function radarSection(subject: Subject): Draft | null {
  const radar = radarOf('p95 as a share of the ceiling', [{ label: subject.facts.name, subject }]);
  const [shape] = radar?.shapes ?? [];
  if (!radar || !shape) return null;
  return {
    id: 'radar',
    title: 'All resources against their ceilings',
    intro:
      'Each spoke is one resource at p95; the rim is its ceiling. What reaches the rim first limits the machine.',
    blocks: [
      radar,
      {
        type: 'table',
        title: null,
        head: 'resource',
        columns: [
          { label: 'at p95', unit: null },
          { label: 'ceiling', unit: null },
          { label: 'share', unit: 'percent' },
          { label: 'the ceiling is', unit: null },
        ],
        rows: radar.axes.map(({ label, unit, ceiling, why }, at) => {
          const share = shape.shares[at] ?? null;
          return {
            label,
            unit: null,
            figures: [
              formatFigure(shape.values[at] ?? null, unit),
              formatFigure(ceiling, unit),
              share === null ? null : 100 * share,
              why,
            ],
          };
        }),
        note: null,
      },
    ],
  };
}
