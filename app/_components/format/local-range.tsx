'use client';
import { LocalTime } from './local-time.tsx';

/** A stretch of time in the reader's zone; its day is said once when it does not change. */
export function LocalRange({ start, end }: { start: Date; end: Date }) {
  return (
    <span className="num whitespace-nowrap">
      <LocalTime time={start} /> – <LocalTime time={end} after={start} />
    </span>
  );
}
