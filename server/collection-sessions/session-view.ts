import { SILENCE } from './silence-limit.ts';

export const SESSION_STATES = ['running', 'ended'] as const;

/** A collection session as answers show it. Times are ISO 8601 UTC. */
export interface SessionView {
  id: string;
  /** The machine's name. */
  machine_id: string;
  display_name: string | null;
  name: string | null;
  note: string | null;
  /** running: its stream delivered within the last two minutes, or two and a half intervals where that is longer. */
  state: (typeof SESSION_STATES)[number];
  /** Times of its first and its last sample. */
  started_at: string;
  ended_at: string;
  /** Snapshots in it. */
  sample_count: number;
  interval_seconds: number | null;
  /** Whether the machine still has samples of its time; after retention only hourly figures are left. */
  has_samples: boolean;
}

/** A row of SESSION_COLUMNS as pg gives it. */
export interface SessionRow extends Omit<SessionView, 'started_at' | 'ended_at' | 'sample_count'> {
  started_at: Date;
  ended_at: Date;
  sample_count: string;
}

/** The columns of SessionRow, of the session `c` and its machine `m`. */
export const SESSION_COLUMNS = `c.id, m.machine_id, m.display_name, c.name, c.note, c.started_at, c.ended_at,
  c.sample_count, c.interval_seconds,
  CASE WHEN EXISTS (
    SELECT FROM stream s WHERE s.stream_id = c.stream_id AND s.session_id = c.id AND extract(epoch FROM now() - s.last_received_at)
           <= greatest(${SILENCE.seconds}, ${SILENCE.intervals} * coalesce(c.interval_seconds, 0))
  ) THEN 'running' ELSE 'ended' END AS state,
  EXISTS (SELECT FROM segment g WHERE g.machine_id = c.machine_id AND g.kind = 'host' AND g.ends_at > c.started_at
             AND g.first_time <= c.ended_at AND g.last_time >= c.started_at)
  OR EXISTS (SELECT FROM sample_batch b WHERE b.machine_id = c.machine_id AND b.last_time >= c.started_at
                AND b.first_time <= c.ended_at) AS has_samples`;

/** A session's row as an answer. */
export const sessionView = (row: SessionRow): SessionView => ({
  ...row,
  started_at: row.started_at.toISOString(),
  ended_at: row.ended_at.toISOString(),
  sample_count: Number(row.sample_count),
});
