import { scaleUtc } from 'd3-scale';
import { formatClock, formatShortDay } from '../format/format-time.ts';

export interface TimeTick {
  time: number;
  label: string;
}

const isMidnight = (at: Date): boolean => at.getTime() % 86_400_000 === 0;

/** About `count` round moments in UTC between two times (Unix ms). A midnight is labelled with its date. */
export function timeTicks(start: number, end: number, count: number): TimeTick[] {
  if (!(start < end)) return [];
  return scaleUtc()
    .domain([start, end])
    .ticks(count)
    .map((at) => ({ time: at.getTime(), label: isMidnight(at) ? formatShortDay(at) : formatClock(at) }));
}
