import { afterEach, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { controlDb, controlPool } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import { freshMember } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { ROLES, type TenantContext } from '../context.ts';
import { deleteTenant } from '../delete-tenant.ts';
import { findTenant } from '../find-tenant.ts';
import { siteFromHost } from '../site-from-host.ts';
import { suspendTenant } from '../suspend-tenant.ts';
import { finishDeletions } from './finish-deletions.ts';
import { keepTenant } from './keep-tenant.ts';
import { requestDeletion } from './request-deletion.ts';
import { scheduleDeletion } from './schedule-deletion.ts';
import { takeBack } from './take-back.ts';

const DAY = 24 * 3600 * 1000;
let other: TenantContext;
beforeAll(async () => {
  other = await freshTenant();
});
afterEach(() => Object.assign(env(), { DELETE_GRACE_DAYS: 14 }));

test('closed at once for all but owners, who take it back; keys work again then', async () => {
  const ctx = await freshTenant();
  const { slug } = ctx.tenant;
  const members = await Promise.all(ROLES.map((role) => freshMember(ctx, role)));
  const [owner] = members;
  const host = `${slug}.localhost`;
  const { key } = await createApiKey(ctx, { name: 'pcc', scopes: ['ingest', 'read'] });
  await contextFromKey(key, host);

  const { deleteAfter } = await requestDeletion(owner!.ctx, ` ${slug.toUpperCase()} `);
  expect(Math.round((deleteAfter.getTime() - Date.now()) / DAY)).toBe(14);
  expect(await siteFromHost(host)).toMatchObject({ suspended: true, deleteAfter });
  for (const member of members.slice(1)) {
    expect(await member.look()).toBeNull();
    await expect(member.enter()).rejects.toMatchObject({ code: 'TENANT_SUSPENDED' });
  }
  for (const at of [host, 'localhost'])
    await expect(contextFromKey(key, at)).rejects.toMatchObject({ code: 'TENANT_SUSPENDED' });
  const closing = await owner!.look(await owner!.enter());
  expect([...(closing?.scopes ?? [])]).toEqual(['read', 'admin', 'own']);
  await expect(requestDeletion(closing!, slug)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await finishDeletions(new Date(Date.now() + 13 * DAY))).toBe(0);

  await takeBack(closing!);
  expect(await siteFromHost(host)).toMatchObject({ suspended: false, deleteAfter: null });
  for (const member of members) expect(await member.look()).not.toBeNull();
  await contextFromKey(key, host);
  await expect(takeBack(closing!)).rejects.toMatchObject({ code: 'CONFLICT' });
  const { prisma } = await tenantDb(ctx.tenant);
  const trail = await prisma.auditEntry.findMany({ where: { verb: { startsWith: 'tenant.' } } });
  expect(trail.map(({ verb, actorName }) => [verb, actorName])).toEqual([
    ['tenant.delete', owner!.email],
    ['tenant.take_back', owner!.email],
  ]);
});

test('is for owners who type the name of their own portal; no key is one', async () => {
  const ctx = await freshTenant();
  const { slug } = ctx.tenant;
  for (const role of ['admin', 'analyst', 'viewer'] as const) {
    const { ctx: member } = await freshMember(ctx, role);
    await expect(requestDeletion(member, slug)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(takeBack(member)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  const { key } = await createApiKey(ctx, { name: 'all', scopes: ['ingest', 'read', 'write', 'admin'] });
  const byKey = await contextFromKey(key, null).catch(() => contextFromKey(key, `${slug}.localhost`));
  await expect(requestDeletion(byKey, slug)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  for (const typed of ['', 'x', other.tenant.slug, `${slug}2`, `${slug}\0`])
    await expect(requestDeletion(ctx, typed)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect((await findTenant(slug)).status).toBe('active');
  await expect(takeBack(ctx)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a suspension is not lifted by taking back, and no deletion is by resuming', async () => {
  const { tenant } = await freshTenant();
  await suspendTenant(tenant.slug, true);
  await expect(scheduleDeletion(tenant.slug)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(keepTenant(tenant.slug)).rejects.toMatchObject({ code: 'CONFLICT' });
  await suspendTenant(tenant.slug, false);
  await scheduleDeletion(tenant.slug);
  for (const suspended of [true, false])
    await expect(suspendTenant(tenant.slug, suspended)).rejects.toMatchObject({ code: 'CONFLICT' });
  await keepTenant(tenant.slug);
  expect(await findTenant(tenant.slug)).toMatchObject({ status: 'active', deleteAfter: null });
});

test('when the time is over the worker deletes all of it, once, also with a connection open and cut off before', async () => {
  Object.assign(env(), { DELETE_GRACE_DAYS: 0 });
  const [due, cut, kept] = [await freshTenant(), await freshTenant(), await freshTenant()];
  const { userId } = await freshMember(due, 'owner');
  await (await tenantDb(due.tenant)).pool.query('SELECT 1');
  await scheduleDeletion(due.tenant.slug);
  await controlDb().tenant.update({ where: { id: cut.tenant.id }, data: { status: 'deleting' } });
  const done = await Promise.all([finishDeletions(new Date()), finishDeletions(new Date())]);
  expect(Math.max(...done)).toBeGreaterThan(0);
  const { rows } = await controlPool().query(
    `SELECT (SELECT count(*) FROM pg_namespace WHERE nspname = ANY($1)) +
            (SELECT count(*) FROM pg_roles WHERE rolname = ANY($2)) +
            (SELECT count(*) FROM tenant WHERE id = ANY($3)) AS left`,
    [
      [due, cut].map(({ tenant }) => tenant.schemaName),
      [due, cut].map(({ tenant }) => tenant.roleName),
      [due, cut].map(({ tenant }) => tenant.id),
    ],
  );
  expect(Number(rows[0].left)).toBe(0);
  expect(await finishDeletions(new Date())).toBe(0);
  // People stay: they may be members elsewhere. So does everybody else's.
  expect(await controlDb().user.findUnique({ where: { id: userId } })).not.toBeNull();
  expect((await findTenant(kept.tenant.slug)).status).toBe('active');
  await expect(deleteTenant(due.tenant.slug)).rejects.toMatchObject({ code: 'UNKNOWN_TENANT' });
});
