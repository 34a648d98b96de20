import { formatNumber } from './format-number.ts';
import { scaleUnit } from './scale-unit.ts';
import { significantDecimals } from './significant-decimals.ts';

/** A rate in words, for sentences: `2.0 receive errors per second`, `1.5 million pages per second`. */
export function perSecond(value: number, things: string): string {
  const { divisor } = scaleUnit('per_second', value);
  const scaled = value / divisor;
  const size = Math.abs(scaled);
  const decimals = size < 1 ? significantDecimals(scaled) : size < 100 ? 1 : 0;
  const words = [formatNumber(scaled, decimals), divisor > 1 ? 'million' : '', things, 'per second'];
  return words.filter(Boolean).join(' ').replace(' ', '\u00a0');
}
