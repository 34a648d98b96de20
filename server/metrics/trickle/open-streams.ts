import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';

/**
 * Makes the rows of streams at their first delivery, with nothing acknowledged, in the transaction that stores it; a
 * stream that is there stays as it is. The machines are locked as lockStreams does, and first. Who opens a stream that
 * another transaction is opening waits for the end of that; in the order of the ids, so that racing first deliveries
 * do not wait for each other in a circle.
 * @param streams each with its machine's internal id; where the machine is gone, no stream is made
 * @param patience `wait` for who holds one of the machines, or `skip` its stream
 * @returns the ids of the streams that were made
 */
export async function openStreams(
  client: PoolClient,
  streams: readonly { streamId: string; machineId: string }[],
  patience: 'wait' | 'skip',
): Promise<string[]> {
  const { rows } = await client.query<{ stream_id: string }>({
    name: `open-streams-${patience}`,
    text: `INSERT INTO stream (stream_id, machine_id, session_id, acked_through, last_received_at)
           SELECT n.stream_id, m.id, n.session_id, 0, now()
             FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS n (stream_id, machine_id, session_id)
             JOIN machine m ON m.id = n.machine_id
            ORDER BY n.stream_id FOR NO KEY UPDATE OF m ${patience === 'skip' ? 'SKIP LOCKED' : ''}
         ON CONFLICT (stream_id) DO NOTHING RETURNING stream_id`,
    values: [
      streams.map(({ streamId }) => streamId),
      streams.map(({ machineId }) => machineId),
      streams.map(() => randomUUID()),
    ],
  });
  return rows.map(({ stream_id: streamId }) => streamId);
}
