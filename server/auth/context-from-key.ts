import { timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import { adoptMachine } from '#server/api-keys/adopt-machine.ts';
import { keyIdOf } from '#server/api-keys/key-format.ts';
import { noteKeyAddress } from '#server/api-keys/note-key-address.ts';
import { controlPool } from '#server/db/control.ts';
import { gather } from '#server/db/gather.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { AppError } from '#server/errors.ts';
import { processWide } from '#server/process-wide.ts';
import { hmac } from '#server/secrets.ts';
import { SCOPES, type TenantContext } from '#server/tenancy/context.ts';
import { type Site, siteFromHost } from '#server/tenancy/site-from-host.ts';
import { type KeyUse, noteKeyUse } from './note-key-use.ts';

interface KeyRow {
  key_id: string;
  secret_hmac: Buffer;
  scopes: string[];
  machine_id: string | null;
  new_machine: string | null;
  expires_at: Date;
  revoked_at: Date | null;
  used: KeyUse;
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
  const tenant = keyId === null ? undefined : await locate(keyId, site);
  if (keyId === null || !tenant) throw invalid();
  if (site.kind === 'tenant' && site.tenant.id !== tenant.id) throw invalid();
  const { pool } = await tenantDb(tenant);
  const row = await readKey(pool, tenant.id, keyId);
  const expected = hmac('api-key', key);
  if (!row || row.secret_hmac.length !== expected.length || !timingSafeEqual(row.secret_hmac, expected))
    throw invalid();
  if (row.revoked_at) throw new AppError('API_KEY_REVOKED', 'This API key was revoked. Make a new one.');
  if (row.expires_at <= new Date())
    throw new AppError('API_KEY_EXPIRED', 'This API key has expired. Make a new one.');
  if (tenant.status === 'suspended') throw new AppError('TENANT_SUSPENDED', 'This portal is suspended.');
  await noteKeyUse(pool, { tenantId: tenant.id, keyId, used: row.used });
  const machineId =
    row.new_machine === null ? row.machine_id : await adoptMachine(pool, keyId, row.new_machine);
  if (row.new_machine !== null && machineId === null) throw invalid();
  const { status: _, ...ref } = tenant;
  const ctx: TenantContext = {
    tenant: ref,
    actor: {
      kind: 'key',
      id: keyId,
      machineId,
      ...(row.successor_id !== null && { successorId: row.successor_id }),
    },
    scopes: new Set(SCOPES.filter((scope) => row.scopes.includes(scope))),
    ...(address !== undefined && { address }),
  };
  await noteKeyAddress(ctx, keyId);
  return ctx;
}

const readKey = (pool: Pool, tenantId: string, keyId: string): Promise<KeyRow | undefined> =>
  gather(`key:${tenantId}`, keyId, async (keyIds) => {
    const { rows } = await pool.query<KeyRow>({
      name: 'read-key',
      // Once a minute is often enough to see whether a key is in use, and spares a write per request.
      text: `SELECT k.key_id, k.secret_hmac, k.scopes, k.machine_id, k.new_machine, k.expires_at, k.revoked_at,
                    s.key_id AS successor_id,
                    CASE WHEN k.last_used_at IS NULL THEN 'never'
                         WHEN k.last_used_at < now() - interval '1 minute' THEN 'earlier' ELSE 'lately' END AS used
               FROM api_key k
               LEFT JOIN api_key s ON s.key_id = k.successor_id AND s.revoked_at IS NULL AND s.expires_at > now()
              WHERE k.key_id = ANY($1)`,
      values: [keyIds],
    });
    const byId = new Map(rows.map((row) => [row.key_id, row]));
    return keyIds.map((id) => byId.get(id));
  });

type Located = TenantRef & { status: string };

/** Keys whose tenant this process need not look up again. */
const MOST_LOCATED = 50_000;
const located = () => processWide('locatedKeys', () => new Map<string, string>());

/**
 * The tenant of a key. A key never moves, so that is remembered; what the tenant is at the moment never is. Whether the
 * key still exists, its row says.
 */
async function locate(keyId: string, site: Site): Promise<Located | undefined> {
  const known = located();
  if (site.kind === 'tenant' && known.get(keyId) === site.tenant.id)
    return { ...site.tenant, status: site.suspended ? 'suspended' : 'active' };
  const { rows } = await controlPool().query<Located>({
    name: 'locate-key',
    text: `SELECT t.id, t.slug, t.name, t.schema_name AS "schemaName", t.role_name AS "roleName", t.status
             FROM api_key_locator l JOIN tenant t ON t.id = l.tenant_id
            WHERE l.key_id = $1 AND t.status IN ('active', 'suspended')`,
    values: [keyId],
  });
  const [row] = rows;
  if (row) {
    // Starting over costs one look-up per key.
    if (known.size >= MOST_LOCATED) known.clear();
    known.set(keyId, row.id);
  }
  return row;
}
