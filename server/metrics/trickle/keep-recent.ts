import type { PoolClient } from 'pg';
import type { PlacedSnapshot } from './place-snapshot.ts';

/** Snapshots that arrive in disorder are a few apart. */
const MOST_KEPT = 16;

/** Keeps, of these snapshots of a stream without numbers, those that arrived last, and no others. */
export async function keepRecent(
  client: PoolClient,
  streamId: string,
  placed: readonly PlacedSnapshot[],
): Promise<void> {
  const kept = [...placed].sort((a, b) => b.seq - a.seq).slice(0, MOST_KEPT);
  const changed = kept.filter(({ previous }) => previous !== undefined);
  await client.query({
    name: 'keep-recent',
    text: `WITH forgotten AS (
             DELETE FROM recent_snapshot WHERE stream_id = $1::uuid AND NOT time = ANY($2::timestamptz[])
           ) INSERT INTO recent_snapshot (stream_id, time, seq, rated_from, snapshot)
             SELECT $1::uuid, * FROM unnest($3::timestamptz[], $4::bigint[], $5::timestamptz[], $6::json[])
             ON CONFLICT (stream_id, time) DO UPDATE SET rated_from = excluded.rated_from`,
    values: [
      streamId,
      kept.map(({ snapshot }) => new Date(snapshot.time)),
      changed.map(({ snapshot }) => new Date(snapshot.time)),
      changed.map(({ seq }) => seq),
      changed.map(({ ratedFrom }) => (ratedFrom === null ? null : new Date(ratedFrom))),
      changed.map(({ snapshot }) => JSON.stringify(snapshot)),
    ],
  });
}
