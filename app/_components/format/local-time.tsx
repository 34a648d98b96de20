'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;
const utc = (time: Date) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const inBrowserZone = (time: Date) =>
  time.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });

/**
 * A moment in the reader's time zone. The server does not know it and writes UTC; the browser replaces the text
 * while it hydrates, without a mismatch.
 */
export function LocalTime({ time }: { time: Date }) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <time dateTime={time.toISOString()}>{inBrowser ? inBrowserZone(time) : utc(time)}</time>;
}
