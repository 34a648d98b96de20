import { formatNumber } from '../format/format-number.ts';
import { formatClock, formatDay } from '../format/zoned-time.ts';
import { topRows } from './heat-options.ts';
import type { PlotState } from './panel.ts';

/** A point of a panel as a sentence, for those who hear it: "7 Jan, 09:05:30: user 12.3 %, system 4.1 %". */
export function describePoint({ panel, hidden, zone }: PlotState, row: number): string {
  const time = panel.times[row];
  if (time === undefined) return '';
  // Of many rows the highest are told.
  const layers = panel.heat
    ? topRows(panel, row, 3).map(({ layer }) => layer)
    : panel.layers.filter(({ key }) => !hidden.has(key));
  const figures = layers.map(
    ({ label, avg }) => `${label} ${typeof avg[row] === 'number' ? formatNumber(avg[row]) : 'no value'}`,
  );
  return `${formatDay(time, zone)}, ${formatClock(time, zone, true)}: ${figures.join(', ')} ${panel.unit}`.trim();
}
