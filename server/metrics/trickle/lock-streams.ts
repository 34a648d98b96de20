import type { PoolClient } from 'pg';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import type { CurrentSession } from '#server/collection-sessions/split-runs.ts';
import type { StreamMark } from './find-new-snapshots.ts';

/** A stream and its machine, both locked until the transaction ends. */
export interface LockedStream extends StreamMark {
  machine: { id: string; machineId: string };
  session: CurrentSession;
  lastSnapshot: Snapshot | null;
  intervalSeconds: number | null;
}

interface Row {
  stream_id: string;
  id: string;
  machine_id: string;
  session_id: string;
  session_start: Date | null;
  session_end: Date | null;
  acked_through: string;
  last_first_seq: string | null;
  last_digest: Buffer | null;
  last_snapshot: Snapshot | null;
  interval_seconds: number | null;
}

/**
 * Locks streams for their deliveries. Each one's machine is locked with it: then batches of one machine are numbered in
 * the order in which they become visible, on which read-live relies. The machine comes first, as where it is removed:
 * rows are locked in the order in which OF names them.
 * @param patience `wait` for who holds one of them, which is for a single stream only; or `skip` it, so that those who
 *   lock several never wait for each other in a circle
 * @returns by stream id, without those that do not exist yet or are skipped
 */
export async function lockStreams(
  client: PoolClient,
  streamIds: readonly string[],
  patience: 'wait' | 'skip',
): Promise<Map<string, LockedStream>> {
  const { rows } = await client.query<Row>({
    name: `lock-streams-${patience}`,
    text: `SELECT s.stream_id, m.id, m.machine_id, s.session_id, s.session_start, s.session_end, s.acked_through,
                  s.last_first_seq, s.last_digest, s.last_snapshot, s.interval_seconds
             FROM stream s JOIN machine m ON m.id = s.machine_id
            WHERE s.stream_id = ANY($1::uuid[]) FOR NO KEY UPDATE OF m, s ${patience === 'skip' ? 'SKIP LOCKED' : ''}`,
    values: [streamIds],
  });
  return new Map(
    rows.map((row) => [
      row.stream_id,
      {
        machine: { id: row.id, machineId: row.machine_id },
        session: {
          id: row.session_id,
          span:
            row.session_start && row.session_end
              ? { first: row.session_start.getTime(), last: row.session_end.getTime() }
              : null,
        },
        ackedThrough: Number(row.acked_through),
        lastFirstSeq: row.last_first_seq === null ? null : Number(row.last_first_seq),
        lastDigest: row.last_digest,
        lastSnapshot: row.last_snapshot,
        intervalSeconds: row.interval_seconds,
      },
    ]),
  );
}
