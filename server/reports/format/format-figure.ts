import type { FigureUnit } from '../report-model.ts';
import { formatNumber, NO_FIGURE } from './format-number.ts';
import { scaleUnit } from './scale-unit.ts';
import { significantDecimals } from './significant-decimals.ts';

/** A figure with its unit, apart, for places that set the unit thinner: `['81.0', '%']`. */
export function figureParts(value: number | null, unit: FigureUnit): [figure: string, unit: string] {
  if (value === null || !Number.isFinite(value)) return [NO_FIGURE, ''];
  const scale = scaleUnit(unit, value);
  const scaled = value / scale.divisor;
  const decimals = significantDecimals(scaled);
  // A third digit of a small share is noise: 5.0 %, but 0.25 %.
  const most = unit === 'percent' ? (Math.abs(scaled) < 1 ? 2 : 1) : decimals;
  return [formatNumber(scaled, Math.min(decimals, most)), scale.unit];
}

/** A round figure, such as a limit or a size, without zeros behind the point: `80 %`, `64 GB`. */
export const formatRound = (value: number | null, unit: FigureUnit): string =>
  formatFigure(value, unit).replace(/(\.\d*?)0+(?=\D|$)/, (_, digits: string) =>
    digits === '.' ? '' : digits,
  );

/** A figure with its unit in three significant digits, which a line break does not part: `151 MB/s`. */
export const formatFigure = (value: number | null, unit: FigureUnit): string =>
  figureParts(value, unit).filter(Boolean).join('\u00a0');
