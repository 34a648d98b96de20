import { timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import { keyIdOf } from '#server/api-keys/key-format.ts';
import { noteKeyAddress } from '#server/api-keys/note-key-address.ts';
import { controlPool } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { AppError } from '#server/errors.ts';
import { hmac } from '#server/secrets.ts';
import { SCOPES, type TenantContext } from '#server/tenancy/context.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

interface KeyRow {
  secret_hmac: Buffer;
  scopes: string[];
  machine_id: string | null;
  expires_at: Date;
  revoked_at: Date | null;
  last_used_at: Date | null;
  successor_id: string | null;
}

/** Malformed, unknown and foreign keys get one and the same answer. */
const invalid = () => new AppError('INVALID_API_KEY', 'This API key is not valid here.');

/**
 * The context of an API key. The key says which tenant; a tenant's host refuses the keys of others.
 * @param address where the request comes from; its first use there is recorded
 * @throws AppError INVALID_API_KEY, API_KEY_EXPIRED, API_KEY_REVOKED (only when the secret is right),
 *   TENANT_SUSPENDED, UNKNOWN_TENANT
 */
export async function contextFromKey(
  key: string,
  host: string | null,
  address?: string,
): Promise<TenantContext> {
  const site = await siteFromHost(host);
  if (site.kind === 'unknown') throw new AppError('UNKNOWN_TENANT', 'There is no portal under this address.');
  const keyId = keyIdOf(key);
  const tenant = keyId === null ? undefined : await locate(keyId);
  if (keyId === null || !tenant) throw invalid();
  if (site.kind === 'tenant' && site.tenant.id !== tenant.id) throw invalid();
  const { pool } = await tenantDb(tenant);
  const { rows } = await pool.query<KeyRow>(
    `SELECT k.secret_hmac, k.scopes, k.machine_id, k.expires_at, k.revoked_at, k.last_used_at, s.key_id AS successor_id
       FROM api_key k
       LEFT JOIN api_key s ON s.key_id = k.successor_id AND s.revoked_at IS NULL AND s.expires_at > now()
      WHERE k.key_id = $1`,
    [keyId],
  );
  const row = rows[0];
  const expected = hmac('api-key', key);
  if (!row || row.secret_hmac.length !== expected.length || !timingSafeEqual(row.secret_hmac, expected))
    throw invalid();
  if (row.revoked_at) throw new AppError('API_KEY_REVOKED', 'This API key was revoked. Make a new one.');
  if (row.expires_at <= new Date())
    throw new AppError('API_KEY_EXPIRED', 'This API key has expired. Make a new one.');
  if (tenant.status === 'suspended') throw new AppError('TENANT_SUSPENDED', 'This portal is suspended.');
  await noteUse(pool, keyId, row.last_used_at === null);
  const { status: _, ...ref } = tenant;
  const ctx: TenantContext = {
    tenant: ref,
    actor: {
      kind: 'key',
      id: keyId,
      machineId: row.machine_id,
      ...(row.successor_id !== null && { successorId: row.successor_id }),
    },
    scopes: new Set(SCOPES.filter((scope) => row.scopes.includes(scope))),
    ...(address !== undefined && { address }),
  };
  await noteKeyAddress(ctx, keyId);
  return ctx;
}

/** Keeps when the key was used last; its first use sets the end of the key that it replaces. */
async function noteUse(pool: Pool, keyId: string, first: boolean): Promise<void> {
  if (first)
    await pool.query(
      `WITH used AS (
         UPDATE api_key SET last_used_at = now() WHERE key_id = $1 AND last_used_at IS NULL RETURNING key_id
       ) UPDATE api_key SET expires_at = least(expires_at, now() + interval '24 hours')
          WHERE successor_id IN (SELECT key_id FROM used)`,
      [keyId],
    );
  // Once a minute is often enough to see whether a key is in use, and spares a write per request.
  else
    await pool.query(
      `UPDATE api_key SET last_used_at = now() WHERE key_id = $1 AND last_used_at < now() - interval '1 minute'`,
      [keyId],
    );
}

async function locate(keyId: string): Promise<(TenantRef & { status: string }) | undefined> {
  const { rows } = await controlPool().query<TenantRef & { status: string }>(
    `SELECT t.id, t.slug, t.name, t.schema_name AS "schemaName", t.role_name AS "roleName", t.status
       FROM api_key_locator l JOIN tenant t ON t.id = l.tenant_id
      WHERE l.key_id = $1 AND t.status IN ('active', 'suspended')`,
    [keyId],
  );
  return rows[0];
}
