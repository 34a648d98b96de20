import { beforeAll, describe, expect, test } from 'vitest';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { storeTrickle } from '#server/metrics/trickle/store-trickle.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { createApiKey } from './create-api-key.ts';
import { keyIdOf } from './key-format.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';
import { successorKey } from './successor-key.ts';

const DAY = 24 * 3600 * 1000;
let ctx: TenantContext;
let machineId: string;
beforeAll(async () => {
  ctx = await freshTenant();
  machineId = (await registerMachine(ctx, { machine_id: 'server01' })).id;
});

const newKey = () => createApiKey(ctx, { name: 'pcc', scopes: ['ingest'], machineId });
const use = (key: string) => contextFromKey(key, 'localhost');
const rowOf = async (keyId: string) =>
  (await tenantDb(ctx.tenant)).prisma.apiKey.findUniqueOrThrow({ where: { keyId } });
let seconds = 0;
/** What a delivery with this key is answered. */
async function deliver(key: string) {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const snapshots = makeSnapshots([now - 100_000 + ++seconds * 1000], now - 1_000_000);
  const body = { stream: crypto.randomUUID(), first_seq: 1, snapshots };
  return storeTrickle(await use(key), { body, digest: Buffer.alloc(32) });
}

describe('rotation with overlap', () => {
  test('the successor is valid at once, with the same rights, and both work', async () => {
    const old = await newKey();
    const next = await rotateApiKey(ctx, old.keyId);
    expect(keyIdOf(next.key)).toBe(next.keyId);
    expect(next.keyId).not.toBe(old.keyId);
    expect(next.expiresAt.getTime() - Date.now()).toBeGreaterThan(89 * DAY);
    const [before, after] = [await use(old.key), await use(next.key)];
    expect(after).toEqual({ ...before, actor: { kind: 'key', id: next.keyId, machineId } });
    expect(await use(old.key)).toEqual(before);
    expect(await rowOf(next.keyId)).toMatchObject({
      name: 'pcc',
      scopes: ['ingest'],
      createdBy: ctx.actor.id,
    });
  });

  test('the old key dies 24 h after the first use of the new one, and not before', async () => {
    const old = await newKey();
    const { keyId, key } = await rotateApiKey(ctx, old.keyId);
    await use(old.key);
    expect((await rowOf(old.keyId)).expiresAt).toEqual(old.expiresAt);
    const earliest = Date.now();
    await use(key);
    const end = (await rowOf(old.keyId)).expiresAt.getTime();
    // Clocks of the database and of this process are the same, but for rounding.
    expect(Math.abs(end - DAY - earliest)).toBeLessThan(60_000);
    const { prisma } = await tenantDb(ctx.tenant);
    await prisma.apiKey.update({ where: { keyId }, data: { lastUsedAt: new Date(0) } });
    await use(key);
    expect((await rowOf(old.keyId)).expiresAt.getTime()).toBe(end);
    await prisma.apiKey.update({
      where: { keyId: old.keyId },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    await expect(use(old.key)).rejects.toMatchObject({ code: 'API_KEY_EXPIRED' });
    await use(key);
  });

  test('a successor that is replaced before its first use: each end is set, also at once', async () => {
    const old = await newKey();
    const next = await rotateApiKey(ctx, old.keyId);
    const { pool } = await tenantDb(ctx.tenant);
    const last = await newKey();
    await pool.query('UPDATE api_key SET successor_id = $2 WHERE key_id = $1', [next.keyId, last.keyId]);
    await Promise.all([use(old.key), use(next.key), use(last.key)]);
    const soon = Date.now() + DAY + 60_000;
    expect((await rowOf(old.keyId)).expiresAt.getTime()).toBeLessThan(soon);
    expect((await rowOf(next.keyId)).expiresAt.getTime()).toBeLessThan(soon);
    expect((await rowOf(last.keyId)).expiresAt).toEqual(last.expiresAt);
    expect((await rowOf(next.keyId)).lastUsedAt).not.toBeNull();
  });

  test('an end that is nearer stays', async () => {
    const old = await newKey();
    const { prisma } = await tenantDb(ctx.tenant);
    const soon = new Date(Date.now() + 3_600_000);
    await prisma.apiKey.update({ where: { keyId: old.keyId }, data: { expiresAt: soon } });
    await use((await rotateApiKey(ctx, old.keyId)).key);
    expect((await rowOf(old.keyId)).expiresAt).toEqual(soon);
  });

  test('the agent that delivers with the old key is told the new one, each time, until it uses it', async () => {
    const old = await newKey();
    expect(await deliver(old.key)).not.toHaveProperty('successor_key');
    const { key, keyId } = await rotateApiKey(ctx, old.keyId);
    for (let i = 0; i < 2; i++) expect(await deliver(old.key)).toMatchObject({ successor_key: key });
    expect(await deliver(key)).not.toHaveProperty('successor_key');
    // An agent that lost it on the way is told again.
    expect(await deliver(old.key)).toMatchObject({ successor_key: key });
    await revokeApiKey(ctx, keyId);
    expect(await deliver(old.key)).not.toHaveProperty('successor_key');
  });

  test('what is stored opens nothing', async () => {
    const { key, keyId } = await rotateApiKey(ctx, (await newKey()).keyId);
    const { pool } = await tenantDb(ctx.tenant);
    const secret = key.slice(17, 60);
    for (const table of ['api_key', 'audit_entry']) {
      const { rows } = await pool.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
      expect(rows.some(({ text }) => text.includes(keyId))).toBe(true);
      expect(rows.some(({ text }) => text.includes(secret))).toBe(false);
    }
    expect(successorKey(keyId)).toBe(key);
    expect(successorKey('000000000000')).not.toContain(secret);
  });
});

describe('asked again', () => {
  test('it is the same key until that is used, also by two at once; then the new one is to be rotated', async () => {
    const old = await newKey();
    const [one, two] = await Promise.all([rotateApiKey(ctx, old.keyId), rotateApiKey(ctx, old.keyId)]);
    expect(two).toEqual(one);
    const { prisma } = await tenantDb(ctx.tenant);
    expect(await prisma.auditEntry.count({ where: { verb: 'api_key.rotate', target: old.keyId } })).toBe(1);
    await use(one.key);
    await expect(rotateApiKey(ctx, old.keyId)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { successor: one.keyId },
    });
    const third = await rotateApiKey(ctx, one.keyId);
    expect(third.keyId).not.toBe(one.keyId);
    await use(third.key);
  });

  test('a successor that was revoked is replaced by another', async () => {
    const old = await newKey();
    const first = await rotateApiKey(ctx, old.keyId);
    await revokeApiKey(ctx, first.keyId);
    const second = await rotateApiKey(ctx, old.keyId);
    expect(second.keyId).not.toBe(first.keyId);
    expect(await deliver(old.key)).toMatchObject({ successor_key: second.key });
  });
});

describe('refused', () => {
  test('a revoked key, an expired one, an unknown one, a foreign one, and without the scope admin', async () => {
    const [revoked, expired, good] = [await newKey(), await newKey(), await newKey()];
    await revokeApiKey(ctx, revoked.keyId);
    const { prisma } = await tenantDb(ctx.tenant);
    await prisma.apiKey.update({ where: { keyId: expired.keyId }, data: { expiresAt: new Date(0) } });
    const writer = { ...ctx, scopes: new Set(['read', 'write', 'ingest'] as const) };
    for (const [caller, keyId, code] of [
      [ctx, revoked.keyId, 'CONFLICT'],
      [ctx, expired.keyId, 'CONFLICT'],
      [ctx, 'nosuchkey000', 'NOT_FOUND'],
      [ctx, 'no\0suchkey00', 'NOT_FOUND'],
      [await freshTenant(), good.keyId, 'NOT_FOUND'],
      [writer, good.keyId, 'FORBIDDEN'],
    ] as const)
      await expect(rotateApiKey(caller, keyId)).rejects.toMatchObject({ code });
    expect((await rowOf(good.keyId)).successorId).toBeNull();
  });
});
