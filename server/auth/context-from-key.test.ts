import { beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { keyIdOf, makeKey } from '#server/api-keys/key-format.ts';
import { revokeApiKey } from '#server/api-keys/revoke-api-key.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { suspendTenant } from '#server/tenancy/suspend-tenant.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { contextFromKey } from './context-from-key.ts';

let acme: TenantContext;
let other: TenantContext;
beforeAll(async () => {
  acme = await freshTenant();
  other = await freshTenant();
});
const hostOf = (ctx: TenantContext) => `${ctx.tenant.slug}.localhost`;
const readKey = () => createApiKey(acme, { name: 'scripts', scopes: ['read'] });

describe('a key', () => {
  test('gives the context of its tenant, with its scopes, and is seen to be used', async () => {
    const { key, keyId } = await readKey();
    for (const host of [hostOf(acme), 'localhost:3000', '127.0.0.1:3000']) {
      const ctx = await contextFromKey(key, host);
      expect(ctx.tenant.id).toBe(acme.tenant.id);
      expect([...ctx.scopes]).toEqual(['read']);
    }
    const { prisma } = await tenantDb(acme.tenant);
    const row = await prisma.apiKey.findUniqueOrThrow({ where: { keyId } });
    expect(row.lastUsedAt).not.toBeNull();
    expect(Buffer.from(row.secretHmac).toString('utf8')).not.toContain(key);
  });

  test.each([
    ['empty', () => ''],
    ['malformed', () => 'pmk_abc'],
    ['unknown', () => makeKey().key],
    ['mistyped', (key: string) => `${key.slice(0, 30)}${key[30] === 'a' ? 'b' : 'a'}${key.slice(31)}`],
    ['cut off', (key: string) => key.slice(0, -1)],
    ['with a null byte', (key: string) => `${key}\0`],
  ])('%s: INVALID_API_KEY', async (_, change) => {
    const { key } = await readKey();
    await expect(contextFromKey(change(key), hostOf(acme))).rejects.toMatchObject({
      code: 'INVALID_API_KEY',
    });
  });

  test("on another tenant's host it is as unknown as a made-up one", async () => {
    const { key } = await readKey();
    const foreign = await contextFromKey(key, hostOf(other)).catch((error: Error) => error);
    const madeUp = await contextFromKey(makeKey().key, hostOf(other)).catch((error: Error) => error);
    expect(foreign).toEqual(madeUp);
    await expect(contextFromKey(key, 'nobody.localhost')).rejects.toMatchObject({ code: 'UNKNOWN_TENANT' });
  });

  test('revoked and expired are told apart only when the secret is right', async () => {
    const { key, keyId } = await readKey();
    await revokeApiKey(acme, keyId);
    await expect(contextFromKey(key, hostOf(acme))).rejects.toMatchObject({ code: 'API_KEY_REVOKED' });
    const expired = await readKey();
    const { prisma } = await tenantDb(acme.tenant);
    await prisma.apiKey.update({ where: { keyId: expired.keyId }, data: { expiresAt: new Date(0) } });
    await expect(contextFromKey(expired.key, hostOf(acme))).rejects.toMatchObject({
      code: 'API_KEY_EXPIRED',
    });
    await prisma.apiKey.update({ where: { keyId: expired.keyId }, data: { secretHmac: new Uint8Array(32) } });
    await expect(contextFromKey(expired.key, hostOf(acme))).rejects.toMatchObject({
      code: 'INVALID_API_KEY',
    });
  });

  test('cannot be made without the scope admin, without scopes, or for a foreign machine', async () => {
    const viewer = { ...acme, scopes: new Set(['read'] as const) };
    await expect(createApiKey(viewer, { name: 'x', scopes: ['read'] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(createApiKey(acme, { name: 'x', scopes: [] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(createApiKey(acme, { name: 'x', scopes: ['ingest'] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    const machineId = '7b0b9d0e-8f0f-4f53-9a53-0d4c1c6f2f10';
    await expect(createApiKey(acme, { name: 'x', scopes: ['ingest'], machineId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(revokeApiKey(acme, 'nosuchkey000')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('of a suspended tenant is refused', async () => {
    const ctx = await freshTenant();
    const { key } = await createApiKey(ctx, { name: 'x', scopes: ['read'] });
    await suspendTenant(ctx.tenant.slug, true);
    await expect(contextFromKey(key, hostOf(ctx))).rejects.toMatchObject({ code: 'TENANT_SUSPENDED' });
  });
});

test('the format: id, 43 characters, a checksum that catches every single change', () => {
  const { key, keyId } = makeKey();
  expect(key).toMatch(/^pmk_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
  expect(keyIdOf(key)).toBe(keyId);
  for (let i = 4; i < key.length; i++) {
    if (key[i] === '_') continue;
    const changed = `${key.slice(0, i)}${key[i] === '7' ? '8' : '7'}${key.slice(i + 1)}`;
    expect(keyIdOf(changed)).toBeNull();
  }
});
