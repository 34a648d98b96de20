/** When the next tick is due on the monotonic clock, and how many were missed before it. */
export interface NextTick {
  due: number;
  missed: number;
}

/**
 * The tick after the one that was due at `last`, in milliseconds. `mono` and `wall` are both clocks now.
 *
 * Ticks lie on multiples of the interval on the wall clock, so that machines tick together, but are spaced by the
 * monotonic clock, so that setting the clock neither bunches nor delays them: the schedule is moved to the nearest
 * multiple, by half an interval at most. A tick that could only start with less than half an interval to the next one
 * is missed, counted, and never made up for.
 */
export function nextTick(last: number, mono: number, wall: number, interval: number): NextTick {
  const late = mono - (last + interval);
  const missed = late <= interval / 2 ? 0 : Math.ceil(late / interval - 0.5);
  const due = last + interval * (1 + missed);
  const wallAtDue = wall + (due - mono);
  const off = wallAtDue - Math.round(wallAtDue / interval) * interval;
  return { due: due - off, missed };
}
