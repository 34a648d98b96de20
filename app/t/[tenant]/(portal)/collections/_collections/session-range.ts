import type { SessionView } from '#server/collection-sessions/session-view.ts';

/** The range of a session as pages and exports take it: the last sample is in, and the end is not. Unix ms. */
export const sessionRange = ({ started_at, ended_at }: SessionView): { from: number; to: number } => ({
  from: Date.parse(started_at),
  to: Date.parse(ended_at) + 1,
});

/** Where a session is looked at: its machine over its time, with a little room on both sides. */
export function sessionHref(session: SessionView): string {
  const { from, to } = sessionRange(session);
  // A chart of a single sample needs some width.
  const room = Math.max(1000, Math.min(60_000, Math.round((to - from) / 50)));
  const iso = (time: number) => new Date(time).toISOString();
  return `/machines/${encodeURIComponent(session.machine_id)}?from=${iso(from - room)}&to=${iso(to + room)}`;
}

/** A session as a file. */
export function sessionExport(session: SessionView): string {
  const { from, to } = sessionRange(session);
  const query = new URLSearchParams({
    machine_id: session.machine_id,
    start: new Date(from).toISOString(),
    end: new Date(to).toISOString(),
  });
  return `/api/v1/performance/export?${query}`;
}
