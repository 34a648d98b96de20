import type { PoolClient } from 'pg';
import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError, notFound } from '#server/errors.ts';
import { hmac } from '#server/secrets.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { keyExpiry } from './key-expiry.ts';
import { makeKeyId } from './key-format.ts';
import { successorKey } from './successor-key.ts';

interface Rotated {
  keyId: string;
  key: string;
  expiresAt: Date;
}

interface KeyRow {
  revoked_at: Date | null;
  expired: boolean;
  successor_id: string | null;
  successor_expires_at: Date | null;
  successor_usable: boolean;
  successor_used: boolean;
}

/**
 * Makes the key that replaces another, with the same name, scopes and machine. It is valid at once, and announced to
 * the agent that still delivers with the old one; the old one dies 24 h after the first use of the new one. Until that
 * first use the same call gives the same key again.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT when the key was revoked, has expired, or was replaced already by
 *   a key that is in use (`details.successor`)
 */
export async function rotateApiKey(ctx: TenantContext, keyId: string): Promise<Rotated> {
  requireScope(ctx, 'admin');
  const { pool } = await tenantDb(ctx.tenant);
  const { created, ...rotated } = await transaction(pool, async (client) => {
    const old = await lockKey(client, keyId);
    if (old.revoked_at || old.expired)
      throw new AppError(
        'CONFLICT',
        `This key ${old.revoked_at ? 'was revoked' : 'has expired'}: make a new one.`,
      );
    if (old.successor_id !== null && old.successor_expires_at !== null && old.successor_usable) {
      if (old.successor_used)
        throw new AppError(
          'CONFLICT',
          'This key was rotated already, and the new one is in use: rotate that.',
          {
            successor: old.successor_id,
          },
        );
      const known = { keyId: old.successor_id, expiresAt: old.successor_expires_at };
      return { ...known, key: successorKey(known.keyId), created: false };
    }
    return { ...(await replace(client, ctx, keyId)), created: true };
  });
  if (created)
    await recordAudit(ctx, { verb: 'api_key.rotate', target: keyId, details: { successor: rotated.keyId } });
  return rotated;
}

async function lockKey(client: PoolClient, keyId: string): Promise<KeyRow> {
  // PostgreSQL has no NUL in text; such an id is unknown, not an error.
  if (keyId.includes('\0')) throw notFound('API key');
  // A statement of its own: one that waited for the lock sees the key as it is now, but other rows as they were before.
  await client.query('SELECT FROM api_key WHERE key_id = $1 FOR UPDATE', [keyId]);
  const { rows } = await client.query<KeyRow>(
    `SELECT k.revoked_at, k.expires_at <= now() AS expired, k.successor_id,
            s.expires_at AS successor_expires_at, s.last_used_at IS NOT NULL AS successor_used,
            s.revoked_at IS NULL AND s.expires_at > now() AS successor_usable
       FROM api_key k LEFT JOIN api_key s ON s.key_id = k.successor_id
      WHERE k.key_id = $1`,
    [keyId],
  );
  const [row] = rows;
  if (!row) throw notFound('API key');
  return row;
}

async function replace(client: PoolClient, ctx: TenantContext, oldId: string): Promise<Rotated> {
  const keyId = makeKeyId();
  const key = successorKey(keyId);
  const expiresAt = keyExpiry();
  // First: an agent that takes over a key which cannot be found would be locked out; a locator without a key is idle.
  await controlDb().apiKeyLocator.create({ data: { keyId, tenantId: ctx.tenant.id } });
  await client.query(
    `INSERT INTO api_key (key_id, name, secret_hmac, scopes, machine_id, new_machine, created_by, expires_at)
     SELECT $2, name, $3, scopes, machine_id, new_machine, $4, $5 FROM api_key WHERE key_id = $1`,
    [oldId, keyId, hmac('api-key', key), ctx.actor.kind === 'user' ? ctx.actor.id : null, expiresAt],
  );
  await client.query('UPDATE api_key SET successor_id = $2 WHERE key_id = $1', [oldId, keyId]);
  return { keyId, key, expiresAt };
}
