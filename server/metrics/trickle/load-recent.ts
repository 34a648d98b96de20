import type { PoolClient } from 'pg';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import type { PlacedSnapshot } from './place-snapshot.ts';

/** The snapshots of a stream without numbers that keepRecent kept, in order of time. */
export async function loadRecent(client: PoolClient, streamId: string): Promise<PlacedSnapshot[]> {
  const { rows } = await client.query<{ seq: string; rated_from: Date | null; snapshot: Snapshot }>({
    name: 'load-recent',
    text: 'SELECT seq, rated_from, snapshot FROM recent_snapshot WHERE stream_id = $1 ORDER BY time',
    values: [streamId],
  });
  return rows.map(({ seq, rated_from: ratedFrom, snapshot }) => ({
    snapshot,
    seq: Number(seq),
    ratedFrom: ratedFrom?.getTime() ?? null,
  }));
}
