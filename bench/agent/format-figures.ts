import { type Figure, isMet } from './figure.ts';
import { formatValue } from './format-value.ts';

/** Figures as aligned lines: what, value, unit, bar, and whether it is met. */
export function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { what, value, unit, bar, note } = figure;
    const met = isMet(figure);
    const verdict = bar ? `${bar.sense} ${formatValue(bar.value)}: ${met ? 'met' : 'MISSED'}` : '';
    return {
      what,
      value: formatValue(value),
      unit,
      rest: [verdict, note && `(${note})`].filter(Boolean).join(' '),
    };
  });
  const width = (key: 'what' | 'value' | 'unit'): number =>
    Math.max(0, ...rows.map((row) => row[key].length));
  const [what, value, unit] = [width('what'), width('value'), width('unit')];
  return rows
    .map((row) =>
      `  ${row.what.padEnd(what)}  ${row.value.padStart(value)} ${row.unit.padEnd(unit)}  ${row.rest}`.trimEnd(),
    )
    .join('\n');
}
