import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/**
 * Makes the rows of streams at their first delivery, with nothing acknowledged; a stream that is there stays as it is.
 * A transaction of its own, and in the order of the ids, so that racing first deliveries do not wait for each other's
 * locks in a circle.
 * @param streams each with its machine's internal id; where the machine is gone, no stream is made
 * @param patience `wait` for who changes one of the machines, or `skip` its stream
 */
export async function openStreams(
  pool: Pool,
  streams: readonly { streamId: string; machineId: string }[],
  patience: 'wait' | 'skip',
): Promise<void> {
  await pool.query({
    name: `open-streams-${patience}`,
    text: `INSERT INTO stream (stream_id, machine_id, session_id, acked_through, last_received_at)
           SELECT n.stream_id, m.id, n.session_id, 0, now()
             FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS n (stream_id, machine_id, session_id)
             JOIN machine m ON m.id = n.machine_id
            ORDER BY n.stream_id FOR KEY SHARE OF m ${patience === 'skip' ? 'SKIP LOCKED' : ''}
         ON CONFLICT (stream_id) DO NOTHING`,
    values: [
      streams.map(({ streamId }) => streamId),
      streams.map(({ machineId }) => machineId),
      streams.map(() => randomUUID()),
    ],
  });
}
