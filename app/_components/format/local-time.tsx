'use client';
import { useZone } from '../preferences/use-zone.ts';
import { formatClock, formatDay, formatMoment } from './zoned-time.ts';

interface LocalTimeProps {
  time: Date;
  /** A moment shown before it; on the same day the day is left out. */
  after?: Date;
}

/** A moment in the zone that the reader prefers. */
export function LocalTime({ time, after }: LocalTimeProps) {
  const zone = useZone();
  const sameDay = after && formatDay(after.getTime(), zone, true) === formatDay(time.getTime(), zone, true);
  return (
    <time dateTime={time.toISOString()}>
      {sameDay ? formatClock(time.getTime(), zone) : formatMoment(time.getTime(), zone)}
    </time>
  );
}
