import type { PoolClient } from 'pg';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';

/**
 * The machine with this internal id, inside the caller's transaction.
 * @throws AppError NOT_FOUND when this tenant has none
 */
export async function fetchMachine(
  client: PoolClient,
  id: string,
): Promise<{ id: string; machineId: string; intervalSeconds: number | null }> {
  if (!isUuid(id)) throw notFound('machine');
  const { rows } = await client.query<{ id: string; machineId: string; intervalSeconds: number | null }>({
    name: 'fetch-machine',
    text: `SELECT id, machine_id AS "machineId", interval_seconds AS "intervalSeconds" FROM machine WHERE id = $1`,
    values: [id],
  });
  const [machine] = rows;
  if (!machine) throw notFound('machine');
  return machine;
}
