import { formatNumber } from '../format/format-number.ts';
import type { FillForecast } from './fill-forecast.ts';

/** A file system that fills in ten years does not fill. */
const MOST_DAYS = 3650;

const days = (count: number): string =>
  count > MOST_DAYS ? 'over 10 years' : formatNumber(count, count < 10 ? 1 : 0);

/** Days until full with their interval as text: `42 (31–66)`, `42 (31 or more)`, `not filling`. */
export function daysText({ growth, days: middle, soonest, latest }: FillForecast): string {
  if (growth === null) return 'range too short';
  if (middle === null || soonest === null || growth.low <= 0 || middle > MOST_DAYS) return 'not filling';
  return latest === null || latest > MOST_DAYS
    ? `${days(middle)} (${days(soonest)} or more)`
    : `${days(middle)} (${days(soonest)}–${days(latest)})`;
}
