import { beforeAll, describe, expect, test } from 'vitest';
import { controlDb, controlPool } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { createMember } from '#server/members/create-member.ts';
import { suspendTenant } from '#server/tenancy/suspend-tenant.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { headersOf } from '#server/testing/sign-in-as.ts';
import { contextFromSession } from './context-from-session.ts';
import { endSession } from './end-session.ts';
import { sessionIsLive } from './session-is-live.ts';
import { signIn } from './sign-in.ts';

const password = 'correct horse battery';
let acme: TenantRef;
let other: TenantRef;
const host = (tenant: TenantRef) => `${tenant.slug}.localhost:3000`;
const attempt = (over: Partial<Parameters<typeof signIn>[0]> = {}) =>
  signIn({
    host: host(acme),
    email: 'ann@acme.example',
    password,
    address: '10.0.0.1',
    userAgent: null,
    ...over,
  });

beforeAll(async () => {
  acme = (await freshTenant()).tenant;
  other = (await freshTenant()).tenant;
  for (const email of ['ann@acme.example', 'bob@acme.example'])
    await createMember({ tenantId: acme.id, email, name: 'Ann', password, role: 'analyst' });
});

describe('signing in', () => {
  test('a member gets a session that is one on this host only', async () => {
    const claims = await attempt({ email: ' Ann@ACME.example ' });
    const ctx = await contextFromSession(await headersOf(claims, host(acme)));
    expect(ctx?.tenant.id).toBe(acme.id);
    expect([...(ctx?.scopes ?? [])].sort()).toEqual(['ingest', 'read', 'write']);
    expect(await contextFromSession(await headersOf(claims, host(other)))).toBeNull();
    expect(await contextFromSession(await headersOf(claims, 'localhost:3000'))).toBeNull();
    expect(
      await contextFromSession(await headersOf({ ...claims, tenantId: other.id }, host(other))),
    ).toBeNull();
  });

  test('a revoked session is none, and so is one of a former member or an expired one', async () => {
    const claims = await attempt();
    const headers = await headersOf(claims, host(acme));
    const ctx = await contextFromSession(headers);
    expect(ctx && (await sessionIsLive(ctx))).toBe(true);
    await endSession(claims.sessionId);
    await endSession(claims.sessionId);
    expect(await contextFromSession(headers)).toBeNull();
    expect(ctx && (await sessionIsLive(ctx))).toBe(false);

    const expired = await attempt();
    await controlDb().session.update({ where: { id: expired.sessionId }, data: { expiresAt: new Date(0) } });
    expect(await contextFromSession(await headersOf(expired, host(acme)))).toBeNull();

    const former = await attempt({ email: 'bob@acme.example' });
    await controlDb().membership.delete({
      where: { userId_tenantId: { userId: former.userId, tenantId: acme.id } },
    });
    expect(await contextFromSession(await headersOf(former, host(acme)))).toBeNull();
  });

  test('a cookie that we did not make is no session', async () => {
    const claims = await attempt();
    const headers = await headersOf(claims, host(acme));
    const cookie = headers.get('cookie') ?? '';
    for (const forged of [cookie.slice(0, -2), 'perfanalysis.session=abc', 'perfanalysis.session=', ''])
      expect(await contextFromSession(new Headers({ host: host(acme), cookie: forged }))).toBeNull();
  });

  test.each([
    ['wrong password', { password: 'wrong' }],
    ['unknown account', { email: 'nobody@acme.example' }],
    ['empty', { email: '', password: '' }],
    ['a NUL', { email: 'ann\0@acme.example' }],
    ['endless password', { password: 'x'.repeat(100_000) }],
  ])('%s: one and the same answer', async (_, over) => {
    await expect(attempt({ address: '10.0.0.2', ...over })).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'E-mail or password is wrong.',
    });
  });

  test("a member of one tenant is unknown on another's host", async () => {
    await expect(attempt({ host: host(other) })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    for (const nowhere of ['nobody.localhost', 'localhost', 'a.b.localhost', null])
      await expect(attempt({ host: nowhere })).rejects.toMatchObject({ code: 'UNKNOWN_TENANT' });
  });
});

test('attempts are limited per account, then the right password waits too', async () => {
  const guess = (n: number) =>
    attempt({ email: 'carl@acme.example', password: `guess ${n}`, address: `10.1.0.${n}` });
  for (let n = 0; n < 10; n++) await expect(guess(n)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  await expect(guess(10)).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    details: { retry_after: expect.any(Number) },
  });
  await expect(guess(11)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(await attempt()).toMatchObject({ tenantId: acme.id });
});

test('attempts are limited per address over all accounts', async () => {
  const guess = (n: number) => attempt({ email: `user${n}@acme.example`, address: '10.2.0.1' });
  for (let n = 0; n < 50; n++) await expect(guess(n)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  await expect(guess(50)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});

test('an office of sixty signs in from one address; a guess among them stays counted', async () => {
  const address = '10.3.0.1';
  for (let n = 0; n < 60; n++) await attempt({ address });
  await expect(attempt({ address, password: 'wrong' })).rejects.toMatchObject({
    code: 'INVALID_CREDENTIALS',
  });
  await attempt({ address });
  const { rows } = await controlPool().query<{ points: number }>(
    "SELECT points FROM rate_limit WHERE key = 'login-address:' || $1",
    [address],
  );
  expect(rows[0]?.points).toBe(1);
});

test('a suspended tenant lets nobody in and ends what is open', async () => {
  const { tenant } = await freshTenant();
  await createMember({
    tenantId: tenant.id,
    email: 'sue@acme.example',
    name: 'Sue',
    password,
    role: 'owner',
  });
  const claims = await attempt({ host: host(tenant), email: 'sue@acme.example' });
  await suspendTenant(tenant.slug, true);
  await expect(attempt({ host: host(tenant), email: 'sue@acme.example' })).rejects.toMatchObject({
    code: 'TENANT_SUSPENDED',
  });
  expect(await contextFromSession(await headersOf(claims, host(tenant)))).toBeNull();
});
