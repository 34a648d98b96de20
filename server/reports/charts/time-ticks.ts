import { scaleUtc } from 'd3-scale';
import { formatClock, formatShortDay } from '../format/format-time.ts';
import { zonedTime } from '../format/zoned-time.ts';

export interface TimeTick {
  time: number;
  label: string;
}

const isMidnight = (at: Date): boolean => at.getTime() % 86_400_000 === 0;

/**
 * About `count` round moments between two times (Unix ms) in a zone. A midnight is labelled with its date. Where the
 * clocks change within the range, ticks behind the change are as round as its begin makes them.
 */
export function timeTicks(start: number, end: number, count: number, zone = 'UTC'): TimeTick[] {
  if (!(start < end)) return [];
  const shift = zonedTime(new Date(start), zone).getTime() - start;
  return (
    scaleUtc()
      .domain([start + shift, end + shift])
      .ticks(count)
      // Labels tell no parts of a second.
      .filter((round) => round.getTime() % 1000 === 0)
      .map((round) => {
        const time = round.getTime() - shift;
        const at = zonedTime(new Date(time), zone);
        return { time, label: isMidnight(at) ? formatShortDay(at) : formatClock(at) };
      })
  );
}
