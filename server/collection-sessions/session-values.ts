import type { SessionRun } from './session-run.ts';
import type { CurrentSession } from './split-runs.ts';

/** The new samples of a delivery by session, and the session its stream is in then. */
export interface SessionMark {
  runs: readonly SessionRun[];
  current: CurrentSession;
}

/** A mark as nine values of a statement: id and span of the current session, then the columns of the runs. */
export function sessionValues({ runs, current: { id, span } }: SessionMark): unknown[] {
  return [
    id,
    span && new Date(span.first),
    span && new Date(span.last),
    runs.map((run) => run.id),
    runs.map(({ first }) => new Date(first)),
    runs.map(({ last }) => new Date(last)),
    runs.map(({ count }) => count),
    runs.map(({ firstUptime }) => firstUptime),
    runs.map(({ lastUptime }) => lastUptime),
  ];
}
