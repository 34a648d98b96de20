import type { PoolClient } from 'pg';

/**
 * Keeps everybody else from sealing, replacing or removing a machine's samples until the transaction ends. Whoever
 * locks the machine's row as well does that first.
 */
export async function lockSamples(client: PoolClient, machineId: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`seal:${machineId}`]);
}
