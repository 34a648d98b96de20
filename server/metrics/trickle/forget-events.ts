import type { PoolClient } from 'pg';

/** Takes back the events of a machine at these times (Unix ms), whose rates are taken anew. */
export async function forgetEvents(
  client: PoolClient,
  machineId: string,
  times: readonly number[],
): Promise<void> {
  if (times.length === 0) return;
  await client.query('DELETE FROM machine_event WHERE machine_id = $1 AND at = ANY($2)', [
    machineId,
    times.map((time) => new Date(time)),
  ]);
}
