import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { joinRuns } from './join-runs.ts';
import type { SampleMoment, SessionRun } from './session-run.ts';
import type { CurrentSession } from './split-runs.ts';

/**
 * Tells to which sessions new samples of a stream without numbers belong, which may arrive in any order: sessions are
 * the samples of a stream no two neighbours of which lie more than `limitMs` apart or on two sides of a restart. A
 * sample that comes late may make one session of two; the one that is taken in is removed here, and its name and note
 * stay where the other has none. Called under the lock on the stream and its machine.
 * @returns the new samples by session, and the session the stream is in then: its latest
 */
export async function joinSessions(
  client: PoolClient,
  {
    streamId,
    current,
    moments,
    limitMs,
  }: { streamId: string; current: CurrentSession; moments: readonly SampleMoment[]; limitMs: number },
): Promise<{ runs: SessionRun[]; current: CurrentSession }> {
  const fresh = moments.map(({ time, uptime }) => ({
    id: randomUUID(),
    first: time,
    last: time,
    count: 1,
    firstUptime: uptime,
    lastUptime: uptime,
  }));
  const known = new Map((await loadNear(client, { streamId, fresh, limitMs })).map((run) => [run.id, run]));
  const joined = joinRuns([...known.values(), ...fresh], (id) => known.has(id), limitMs);
  for (const { run, absorbed } of joined) if (absorbed.length > 0) await absorb(client, run.id, absorbed);
  const runs = joined.flatMap(({ run }) => {
    const count = run.count - (known.get(run.id)?.count ?? 0);
    return count === 0 ? [] : [{ ...run, count }];
  });
  const latest = runs.reduce<SessionRun | null>((a, b) => (a && a.last >= b.last ? a : b), null);
  const stays = !latest || (current.span !== null && current.span.last > latest.last);
  return { runs, current: stays ? current : { id: latest.id, span: latest } };
}

/** Sessions of the stream within `limitMs` of the samples, or of one of these sessions: an interval may have grown. */
async function loadNear(
  client: PoolClient,
  { streamId, fresh, limitMs }: { streamId: string; fresh: readonly SessionRun[]; limitMs: number },
): Promise<SessionRun[]> {
  let found: SessionRun[] = [];
  for (;;) {
    const all = [...fresh, ...found];
    const first = all.reduce((least, run) => Math.min(least, run.first), Number.POSITIVE_INFINITY);
    const last = all.reduce((most, run) => Math.max(most, run.last), Number.NEGATIVE_INFINITY);
    const { rows } = await client.query<SessionRun & { first: Date; last: Date; count: string }>({
      name: 'load-sessions-near',
      text: `SELECT id, started_at AS first, ended_at AS last, sample_count AS count,
                    first_uptime AS "firstUptime", last_uptime AS "lastUptime"
               FROM collection_session WHERE stream_id = $1 AND ended_at >= $2 AND started_at <= $3`,
      values: [streamId, new Date(first - limitMs), new Date(last + limitMs)],
    });
    const more = rows.length > found.length;
    found = rows.map((row) => ({
      ...row,
      first: row.first.getTime(),
      last: row.last.getTime(),
      count: Number(row.count),
    }));
    if (!more) return found;
  }
}

async function absorb(client: PoolClient, into: string, absorbed: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE collection_session s SET name = coalesce(s.name, o.name), note = coalesce(s.note, o.note)
       FROM (SELECT (array_agg(name ORDER BY started_at) FILTER (WHERE name IS NOT NULL))[1] AS name,
                    (array_agg(note ORDER BY started_at) FILTER (WHERE note IS NOT NULL))[1] AS note
               FROM collection_session WHERE id = ANY($2)) o
      WHERE s.id = $1`,
    [into, absorbed],
  );
  await client.query('DELETE FROM collection_session WHERE id = ANY($1)', [absorbed]);
}
