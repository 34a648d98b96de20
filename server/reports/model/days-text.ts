import { formatNumber } from '../format/format-number.ts';
import type { FillForecast } from './fill-forecast.ts';

/** A file system that fills in ten years does not fill. */
const MOST_DAYS = 3650;

const days = (count: number): string =>
  count > MOST_DAYS ? 'over 10 years' : formatNumber(count, count < 10 ? 1 : 0);

/** `42 days`; under one, hours. */
export const daysInWords = (count: number): string => {
  if (count >= 1) return `${days(count)} days`;
  const hours = Math.max(1, Math.round(24 * count));
  return hours === 1 ? 'an hour' : `${hours} hours`;
};

/** Days until full with their interval as text: `42 (31–66)`, `42 (31 or more)`, `42` where both ends are that, `not filling`. */
export function daysText({ growth, days: middle, soonest, latest }: FillForecast): string {
  if (growth === null) return 'range too short';
  if (middle === null || soonest === null || growth.low <= 0 || middle > MOST_DAYS) return 'not filling';
  if (latest === null || latest > MOST_DAYS) return `${days(middle)} (${days(soonest)} or more)`;
  const [low, high] = [days(soonest), days(latest)];
  return low === high ? days(middle) : `${days(middle)} (${low}–${high})`;
}
