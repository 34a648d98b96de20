import { randomUUID } from 'node:crypto';
import type { SampleMoment, SessionRun } from './session-run.ts';

/** The session a stream is in; `span` (Unix ms) is null where it has no sample yet. */
export interface CurrentSession {
  id: string;
  span: { first: number; last: number } | null;
}

/**
 * Tells to which sessions new samples of a stream belong, in the order of their numbers. A sample goes on with the
 * session of the one before it, unless it was taken more than `limitMs` after that session's last sample or before its
 * first, or the machine was restarted in between: then it begins a session of its own.
 *
 * Only the times of samples count, not when they arrive. What an agent kept while it could not deliver is the session
 * of its time when it comes, in however many deliveries; a clock that is set back within a session does not end it.
 * @param restarts times of the samples before which the machine was restarted
 * @returns the new samples by session, in order, and the session the stream is in then
 */
export function splitRuns(
  current: CurrentSession,
  moments: readonly SampleMoment[],
  { restarts, limitMs }: { restarts: ReadonlySet<number>; limitMs: number },
): { runs: SessionRun[]; current: CurrentSession } {
  const runs: SessionRun[] = [];
  let { id, span } = current;
  let run: SessionRun | undefined;
  for (const moment of moments) {
    const { time } = moment;
    const over =
      span !== null && (time > span.last + limitMs || time < span.first - limitMs || restarts.has(time));
    if (over) {
      id = randomUUID();
      span = null;
      run = undefined;
    }
    if (!run) {
      run = {
        id,
        first: time,
        last: time,
        count: 0,
        firstUptime: moment.uptime,
        lastUptime: moment.uptime,
      };
      runs.push(run);
    }
    span = span
      ? { first: Math.min(span.first, time), last: Math.max(span.last, time) }
      : { first: time, last: time };
    run.first = Math.min(run.first, time);
    run.last = Math.max(run.last, time);
    run.lastUptime = moment.uptime;
    run.count += 1;
  }
  return { runs, current: { id, span } };
}
