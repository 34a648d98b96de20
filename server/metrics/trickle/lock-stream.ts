import type { PoolClient } from 'pg';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import type { StreamMark } from './find-new-snapshots.ts';

/** A stream and its machine, both locked until the transaction ends. */
export interface LockedStream extends StreamMark {
  machine: { id: string; machineId: string };
  sessionId: string;
  lastSnapshot: Snapshot | null;
  intervalSeconds: number | null;
}

interface Row {
  id: string;
  machine_id: string;
  session_id: string;
  acked_through: string;
  last_first_seq: string | null;
  last_digest: Buffer | null;
  last_snapshot: Snapshot | null;
  interval_seconds: number | null;
}

/**
 * Locks a stream for a delivery. The machine is locked with it: then batches of one machine are numbered in the order
 * in which they become visible, on which read-live relies. The machine comes first, as where it is removed: rows are
 * locked in the order in which OF names them.
 * @returns undefined when there is no such stream yet
 */
export async function lockStream(client: PoolClient, streamId: string): Promise<LockedStream | undefined> {
  const { rows } = await client.query<Row>({
    name: 'lock-stream',
    text: `SELECT m.id, m.machine_id, s.session_id, s.acked_through, s.last_first_seq, s.last_digest,
                  s.last_snapshot, s.interval_seconds
             FROM stream s JOIN machine m ON m.id = s.machine_id
            WHERE s.stream_id = $1 FOR NO KEY UPDATE OF m, s`,
    values: [streamId],
  });
  const [row] = rows;
  return (
    row && {
      machine: { id: row.id, machineId: row.machine_id },
      sessionId: row.session_id,
      ackedThrough: Number(row.acked_through),
      lastFirstSeq: row.last_first_seq === null ? null : Number(row.last_first_seq),
      lastDigest: row.last_digest,
      lastSnapshot: row.last_snapshot,
      intervalSeconds: row.interval_seconds,
    }
  );
}
