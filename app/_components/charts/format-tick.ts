import { formatClock, formatDay, zonedTime } from '../format/zoned-time.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * A label of the time axis in a zone: seconds only when ticks are that close, the day at midnight and when ticks are
 * days apart.
 *
 * @param step distance of two ticks, ms
 */
export function formatTick(time: number, step: number, zone: string): string {
  const { hour, minute, second } = zonedTime(time, zone);
  const midnight = hour === 0 && minute === 0 && second === 0;
  if (step >= DAY || (midnight && step >= MINUTE)) return formatDay(time, zone);
  return formatClock(time, zone, step < MINUTE);
}
