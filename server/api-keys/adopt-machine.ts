import type { Pool } from 'pg';
import { transaction } from '#server/db/transaction.ts';

/**
 * Registers the machine that a key was made for before there was one, at the key's first use, and ties the key to it;
 * a machine that has the name by then is that one. Uses at the same time do it once.
 * @returns the machine's internal id; null when the key is gone
 */
export function adoptMachine(pool: Pool, keyId: string, name: string): Promise<string | null> {
  return transaction(pool, async (client) => {
    const { rowCount } = await client.query('SELECT FROM api_key WHERE key_id = $1 FOR UPDATE', [keyId]);
    if (rowCount === 0) return null;
    await client.query(
      `WITH made AS (
         INSERT INTO machine (id, machine_id) VALUES (gen_random_uuid(), $1)
         ON CONFLICT (machine_id) DO NOTHING RETURNING machine_id
       )
       INSERT INTO audit_entry (actor_kind, actor_id, verb, target)
       SELECT 'key', $2, 'machine.register', machine_id FROM made`,
      [name, keyId],
    );
    const { rows } = await client.query<{ machine_id: string }>(
      `UPDATE api_key k SET machine_id = coalesce(k.machine_id, m.id), new_machine = NULL
         FROM machine m WHERE k.key_id = $1 AND m.machine_id = $2 RETURNING k.machine_id`,
      [keyId, name],
    );
    return rows[0]?.machine_id ?? null;
  });
}
