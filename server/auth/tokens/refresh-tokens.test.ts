import { beforeAll, expect, test } from 'vitest';
import { createMember } from '#server/members/create-member.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { contextFromToken } from './context-from-token.ts';
import { createTokens } from './create-tokens.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { signToken } from './sign-token.ts';

const [email, password] = ['ann@acme.example', 'correct horse battery'];
let acme: TenantContext;
let other: TenantContext;
const hostOf = ({ tenant }: TenantContext) => `${tenant.slug}.localhost:3000`;

beforeAll(async () => {
  [acme, other] = [await freshTenant(), await freshTenant()];
  for (const { tenant } of [acme, other])
    await createMember({ tenantId: tenant.id, email, name: 'Ann', password, role: 'owner' });
});

const signIn = (ctx = acme) =>
  createTokens({ host: hostOf(ctx), email, password, address: '10.0.0.1', userAgent: null });
const refused = { code: 'INVALID_TOKEN' };

test('a token of long ago ends its session with all that came after it, and no other session', async () => {
  const first = await signIn();
  const bystander = await signIn();
  const pairs = [first];
  for (let i = 0; i < 3; i++) pairs.push(await refreshTokens(pairs.at(-1)?.refresh ?? '', hostOf(acme)));
  for (const { access } of pairs) await contextFromToken(access, hostOf(acme));
  await expect(refreshTokens(pairs[1]?.refresh ?? '', hostOf(acme))).rejects.toMatchObject(refused);
  for (const { access, refresh } of pairs) {
    await expect(contextFromToken(access, hostOf(acme))).rejects.toMatchObject(refused);
    await expect(refreshTokens(refresh, hostOf(acme))).rejects.toMatchObject(refused);
  }
  expect((await refreshTokens(bystander.refresh, hostOf(acme))).user.email).toBe(email);
});

test('a token of one tenant is none in another, also for a member of both', async () => {
  const { access, refresh } = await signIn();
  await expect(contextFromToken(access, hostOf(other))).rejects.toMatchObject(refused);
  await expect(refreshTokens(refresh, hostOf(other))).rejects.toMatchObject(refused);
  const ctx = await contextFromToken(access, hostOf(acme));
  if (ctx.actor.kind !== 'user') throw new Error('no user');
  // Rightly signed, but its session is of the other tenant.
  const claims = {
    sessionId: ctx.actor.sessionId,
    userId: ctx.actor.id,
    tenantId: other.tenant.id,
    number: 0,
  };
  const crossed = await signToken('access', claims, 60);
  await expect(contextFromToken(crossed, hostOf(other))).rejects.toMatchObject(refused);
  await expect(contextFromToken(crossed, 'localhost:3000')).rejects.toMatchObject(refused);
  const crossedRefresh = await signToken('refresh', claims, 60);
  await expect(refreshTokens(crossedRefresh, hostOf(other))).rejects.toMatchObject(refused);
  // None of this has used up or ended anything.
  expect((await refreshTokens(refresh, hostOf(acme))).user.tenant.id).toBe(acme.tenant.id);
});

test('a number that was never given out is as bad as one that was used', async () => {
  const pair = await signIn();
  const ctx = await contextFromToken(pair.access, hostOf(acme));
  if (ctx.actor.kind !== 'user') throw new Error('no user');
  const { sessionId, id: userId } = ctx.actor;
  const ahead = await signToken('refresh', { sessionId, userId, tenantId: acme.tenant.id, number: 5 }, 60);
  await expect(refreshTokens(ahead, hostOf(acme))).rejects.toMatchObject(refused);
  await expect(contextFromToken(pair.access, hostOf(acme))).rejects.toMatchObject(refused);
});

test('one whose time is over says so, and ends nothing', async () => {
  const pair = await signIn();
  const ctx = await contextFromToken(pair.access, hostOf(acme));
  if (ctx.actor.kind !== 'user') throw new Error('no user');
  const { sessionId, id: userId } = ctx.actor;
  const old = await signToken('refresh', { sessionId, userId, tenantId: acme.tenant.id, number: 0 }, -1);
  await expect(refreshTokens(old, hostOf(acme))).rejects.toMatchObject({
    ...refused,
    details: { expired: true },
  });
  await contextFromToken(pair.access, hostOf(acme));
});
