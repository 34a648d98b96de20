import type { Pool } from 'pg';
import { gather } from '#server/db/gather.ts';
import { log } from '#server/log.ts';

/** When a key was used before: never, longer than a minute ago, or within the last minute. */
export type KeyUse = 'never' | 'earlier' | 'lately';

/**
 * Keeps when a key was used last, as exactly as `used` tells it apart. Its first use sets the end of the key that it
 * replaces, and is committed when this returns; nothing depends on a later one, so nobody waits for it.
 */
export async function noteKeyUse(
  pool: Pool,
  { tenantId, keyId, used }: { tenantId: string; keyId: string; used: KeyUse },
): Promise<void> {
  if (used === 'never') await noteFirstUse(pool, tenantId, keyId);
  if (used === 'earlier')
    noteLaterUse(pool, tenantId, keyId).catch((error: unknown) =>
      log().warn({ err: error }, 'the use of a key was not noted'),
    );
}

const noteFirstUse = (pool: Pool, tenantId: string, keyId: string): Promise<void> =>
  gather(`key-first-use:${tenantId}`, keyId, async (keyIds) => {
    await pool.query({
      name: 'note-first-use',
      // One update: a key may be replaced and a replacement at once, and a statement changes a row only once.
      text: `WITH unused AS MATERIALIZED (
               SELECT key_id FROM api_key WHERE key_id = ANY($1) AND last_used_at IS NULL
                ORDER BY key_id FOR NO KEY UPDATE
             ) UPDATE api_key k
                  SET last_used_at = CASE WHEN own.key_id IS NULL THEN k.last_used_at ELSE now() END,
                      expires_at = CASE WHEN next.key_id IS NULL THEN k.expires_at
                                        ELSE least(k.expires_at, now() + interval '24 hours') END
                 FROM api_key same
                 LEFT JOIN unused own ON own.key_id = same.key_id
                 LEFT JOIN unused next ON next.key_id = same.successor_id
                WHERE same.key_id = k.key_id AND (own.key_id IS NOT NULL OR next.key_id IS NOT NULL)`,
      values: [keyIds],
    });
    return keyIds.map(() => undefined);
  });

const noteLaterUse = (pool: Pool, tenantId: string, keyId: string): Promise<void> =>
  gather(`key-use:${tenantId}`, keyId, async (keyIds) => {
    await pool.query({
      name: 'note-use',
      // Whoever holds a key's row is noting its use or changing it: then the next request notes it.
      text: `UPDATE api_key SET last_used_at = now() WHERE key_id IN (
               SELECT key_id FROM api_key
                WHERE key_id = ANY($1) AND last_used_at < now() - interval '1 minute' FOR NO KEY UPDATE SKIP LOCKED)`,
      values: [keyIds],
    });
    return keyIds.map(() => undefined);
  });
