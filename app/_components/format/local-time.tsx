'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;
const utc = (time: Date) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

function inBrowserZone(time: Date, after: Date | undefined): string {
  if (after?.toDateString() === time.toDateString()) return time.toLocaleTimeString('en-GB', CLOCK);
  return time.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', ...CLOCK });
}

interface LocalTimeProps {
  time: Date;
  /** A moment shown before it; on the same day the day is left out. */
  after?: Date;
}

/**
 * A moment in the reader's time zone. The server does not know it and writes UTC; the browser replaces the text
 * while it hydrates, without a mismatch.
 */
export function LocalTime({ time, after }: LocalTimeProps) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <time dateTime={time.toISOString()}>{inBrowser ? inBrowserZone(time, after) : utc(time)}</time>;
}
