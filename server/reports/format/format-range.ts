import { formatClock, formatDay } from './format-time.ts';
import { zonedTime } from './zoned-time.ts';

const DAY_MS = 86_400_000;
const isMidnight = (at: Date): boolean => at.getTime() % DAY_MS === 0;

/**
 * A range (end excluded) as a reader would say it: `20 November 2026, 14:05–15:05 UTC`,
 * `20–21 November 2026, UTC` for whole days; in another zone with its name behind it.
 * @param zone IANA name
 */
export function formatRange(from: Date, until: Date, zone = 'UTC'): string {
  const [start, end] = [zonedTime(from, zone), zonedTime(until, zone)];
  if (isMidnight(start) && isMidnight(end))
    return `${wholeDays(start, new Date(end.getTime() - 1))}, ${zone}`;
  if (formatDay(start) === formatDay(end))
    return `${formatDay(start)}, ${formatClock(start)}–${formatClock(end)} ${zone}`;
  return `${formatDay(start)}, ${formatClock(start)} – ${formatDay(end)}, ${formatClock(end)} ${zone}`;
}

/** Says day, month and year once where both ends share them. */
function wholeDays(first: Date, last: Date): string {
  if (formatDay(first) === formatDay(last)) return formatDay(first);
  const [, month, year] = formatDay(first).split(' ');
  const [, lastMonth, lastYear] = formatDay(last).split(' ');
  if (year !== lastYear) return `${formatDay(first)} – ${formatDay(last)}`;
  if (month !== lastMonth) return `${first.getUTCDate()} ${month} – ${formatDay(last)}`;
  return `${first.getUTCDate()}–${formatDay(last)}`;
}
