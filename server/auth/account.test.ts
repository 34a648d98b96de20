import { beforeAll, describe, expect, test } from 'vitest';
import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { changeRole } from '#server/members/change-role.ts';
import { createMember } from '#server/members/create-member.ts';
import { removeMember } from '#server/members/remove-member.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshMember, TEST_PASSWORD } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { changePassword } from './change-password.ts';
import { createPasswordReset } from './create-password-reset.ts';
import { endOwnSessions } from './end-own-sessions.ts';
import { listSessions } from './list-sessions.ts';
import { redeemPasswordReset } from './redeem-password-reset.ts';

type Member = Awaited<ReturnType<typeof freshMember>>;
const NEXT = 'seven loud pelicans';
let tenant: TenantContext;
let owner: Member;
let admin: Member;
beforeAll(async () => {
  tenant = await freshTenant();
  owner = await freshMember(tenant, 'owner');
  admin = await freshMember(tenant, 'admin');
});
const redeem = ({ link }: { link: string }, host = owner.host, password = NEXT) =>
  redeemPasswordReset({ host, address: '10.0.0.1', token: link.split('/').at(-1) ?? '', password });

describe('a password', () => {
  test('is changed with the present one; other sessions end, this one stays', async () => {
    const member = await freshMember(tenant, 'viewer');
    const other = await member.enter();
    const reset = await createPasswordReset(admin.ctx, member.userId);
    await changePassword(member.ctx, { current: TEST_PASSWORD, next: NEXT });
    expect(await member.look()).not.toBeNull();
    expect(await member.look(other)).toBeNull();
    await expect(redeem(reset)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(member.enter()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await expect(member.enter(NEXT)).resolves.toBeTruthy();
  });

  test.each([
    ['a wrong present one', { current: 'wrong', next: NEXT }, 'INVALID_CREDENTIALS'],
    ['short', { current: TEST_PASSWORD, next: 'too short' }, 'INVALID_INPUT'],
    ['common', { current: TEST_PASSWORD, next: 'Password1234' }, 'INVALID_INPUT'],
    ['the same', { current: TEST_PASSWORD, next: TEST_PASSWORD }, 'INVALID_INPUT'],
    ['too long', { current: TEST_PASSWORD, next: `${NEXT} ${'xyz '.repeat(100)}` }, 'INVALID_INPUT'],
  ])('%s: stays as it is', async (_, input, code) => {
    const member = await freshMember(tenant, 'viewer');
    await expect(changePassword(member.ctx, input)).rejects.toMatchObject({ code });
    await expect(member.enter()).resolves.toBeTruthy();
  });

  test('cannot be guessed through an open session', async () => {
    const member = await freshMember(tenant, 'viewer');
    const guess = () => changePassword(member.ctx, { current: 'wrong', next: NEXT });
    for (let i = 0; i < 5; i++) await expect(guess()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await expect(guess()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('of two changes at once one counts', async () => {
    const member = await freshMember(tenant, 'viewer');
    const outcomes = await Promise.allSettled(
      [NEXT, 'nine slow walruses'].map((next) =>
        changePassword(member.ctx, { current: TEST_PASSWORD, next }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a link for a new password', () => {
  test('works once, on its host, and ends all sessions', async () => {
    const member = await freshMember(tenant, 'analyst');
    const first = await createPasswordReset(admin.ctx, member.userId);
    const reset = await createPasswordReset(admin.ctx, member.userId);
    await expect(redeem(first)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const elsewhere = (await freshTenant()).tenant.slug;
    for (const host of [`${elsewhere}.localhost`, 'localhost', 'nobody.localhost'])
      await expect(redeem(reset, host)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(redeem(reset, owner.host, 'short')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await redeem(reset)).toEqual({ email: member.email });
    await expect(redeem(reset)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await member.look()).toBeNull();
    await expect(member.enter(NEXT)).resolves.toBeTruthy();
    const { prisma } = await tenantDb(tenant.tenant);
    const entries = await prisma.auditEntry.findMany({ where: { actorId: member.userId } });
    expect(entries.map(({ verb }) => verb)).toContain('account.reset_password');
  });

  test('expires, and ends with the role or the membership it was made for', async () => {
    const [late, promoted, removed] = [
      await freshMember(tenant, 'viewer'),
      await freshMember(tenant, 'viewer'),
      await freshMember(tenant, 'viewer'),
    ];
    const links = [];
    for (const { userId } of [late, promoted, removed])
      links.push(await createPasswordReset(admin.ctx, userId));
    await controlDb().passwordReset.updateMany({
      where: { userId: late.userId },
      data: { expiresAt: new Date(0) },
    });
    await changeRole(owner.ctx, promoted.userId, 'owner');
    await removeMember(owner.ctx, removed.userId);
    for (const link of links) await expect(redeem(link)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('opens no account of another portal, nor an owner for an administrator', async () => {
    await expect(createPasswordReset(admin.ctx, owner.userId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const viewer = await freshMember(tenant, 'viewer');
    await expect(createPasswordReset(viewer.ctx, admin.userId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stranger = await freshMember(await freshTenant(), 'owner');
    await expect(createPasswordReset(admin.ctx, stranger.userId)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const reset = await createPasswordReset(admin.ctx, viewer.userId);
    await createMember({
      tenantId: stranger.ctx.tenant.id,
      email: viewer.email,
      name: 'V',
      password: TEST_PASSWORD,
      role: 'owner',
    });
    await expect(redeem(reset)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createPasswordReset(admin.ctx, viewer.userId)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('sessions', () => {
  test('are listed for their owner alone and ended one by one or all but this', async () => {
    const member = await freshMember(tenant, 'viewer');
    const [second, third] = [await member.enter(), await member.enter()];
    const listed = await listSessions(member.ctx);
    expect(listed).toHaveLength(3);
    expect(listed[0]).toMatchObject({
      id: member.claims.sessionId,
      current: true,
      userAgent: 'Firefox',
      address: '10.9.9.9',
    });
    for (const id of [second.sessionId, 'x', '\0'])
      await expect(endOwnSessions(admin.ctx, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await endOwnSessions(member.ctx, { id: second.sessionId })).toBe(1);
    expect(await member.look(second)).toBeNull();
    await expect(endOwnSessions(member.ctx, { id: second.sessionId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await endOwnSessions(member.ctx, 'others')).toBe(1);
    expect(await member.look(third)).toBeNull();
    expect(await member.look()).not.toBeNull();
    expect(await endOwnSessions(member.ctx, 'others')).toBe(0);
    expect(await admin.look()).not.toBeNull();
    const key = { ...member.ctx, actor: { kind: 'key', id: 'x', machineId: null } } as const;
    await expect(listSessions(key)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('sign-ins are recorded, good and refused, with address; what is no e-mail is not kept', async () => {
  const member = await freshMember(tenant, 'viewer');
  await expect(member.enter('wrong')).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  const { prisma } = await tenantDb(tenant.tenant);
  const entries = await prisma.auditEntry.findMany({
    where: { actorName: member.email, verb: 'session.start' },
    orderBy: { id: 'asc' },
  });
  expect(entries.map(({ result, address }) => [result, address])).toEqual([
    ['done', '10.9.9.9'],
    ['refused', '10.9.9.9'],
  ]);
  expect(JSON.stringify(await prisma.auditEntry.findMany({ omit: { id: true } }))).not.toContain(
    TEST_PASSWORD,
  );
});
