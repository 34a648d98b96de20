import { formatClock, formatShortDay } from '../../format/format-time.ts';
import { zonedTime } from '../../format/zoned-time.ts';

/** `20 Nov, 14:32` in a zone, with seconds where there are some. */
export function nameTime(time: number, zone: string): string {
  const at = zonedTime(new Date(time), zone);
  return `${formatShortDay(at)}, ${formatClock(at)}`;
}
