import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/**
 * Makes the row of a stream at its first delivery, with nothing acknowledged; a stream that is there stays as it is.
 * A transaction of its own, so that racing first deliveries do not wait for each other's locks in a circle.
 * @param machineId internal id; when the machine is gone, no stream is made
 */
export async function openStream(pool: Pool, streamId: string, machineId: string): Promise<void> {
  await pool.query(
    `INSERT INTO stream (stream_id, machine_id, session_id, acked_through, last_received_at)
     SELECT $1::uuid, id, $3::uuid, 0, now() FROM machine WHERE id = $2 FOR KEY SHARE ON CONFLICT (stream_id) DO NOTHING`,
    [streamId, machineId, randomUUID()],
  );
}
