import { beforeAll, describe, expect, test } from 'vitest';
import { sessionIsLive } from '#server/auth/session-is-live.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { ROLES, type Role, type TenantContext } from '#server/tenancy/context.ts';
import { freshMember, TEST_PASSWORD } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { changeRole } from './change-role.ts';
import { createInvitation } from './create-invitation.ts';
import { leaveTenant } from './leave-tenant.ts';
import { listInvitations } from './list-invitations.ts';
import { listMembers } from './list-members.ts';
import { removeMember } from './remove-member.ts';
import { renewInvitation } from './renew-invitation.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

type Member = Awaited<ReturnType<typeof freshMember>>;
let tenant: TenantContext;
const by = new Map<Role, Member>();
const as = (role: Role): Member => by.get(role)!;
beforeAll(async () => {
  tenant = await freshTenant();
  for (const role of ROLES) by.set(role, await freshMember(tenant, role));
});
const verbs = async (target: string) => {
  const { prisma } = await tenantDb(tenant.tenant);
  const rows = await prisma.auditEntry.findMany({ where: { target }, orderBy: { id: 'asc' } });
  return rows.map(({ verb, result }) => `${verb} ${result}`);
};
const accept = (link: string, host: string) =>
  acceptInvitation({
    host,
    address: '10.0.0.1',
    token: link.split('/').at(-1) ?? '',
    name: 'New',
    password: TEST_PASSWORD,
  });

describe('invitations', () => {
  test('are shown until accepted; a new link ends the one before; withdrawn is over', async () => {
    const { ctx, host } = as('admin');
    const email = 'zoe@test.example';
    const first = await createInvitation(ctx, { email: ' Zoe@test.example ', role: 'viewer' });
    const [pending] = await listInvitations(ctx);
    expect(pending).toMatchObject({ email, role: 'viewer' });
    expect(JSON.stringify(pending)).not.toContain(first.link.split('/').at(-1));
    const second = await renewInvitation(ctx, pending!.id);
    await expect(accept(first.link, host)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const third = await createInvitation(ctx, { email, role: 'analyst' });
    await expect(accept(second.link, host)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [only, ...none] = await listInvitations(ctx);
    expect(none).toEqual([]);
    await withdrawInvitation(ctx, only!.id);
    await expect(withdrawInvitation(ctx, only!.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(accept(third.link, host)).rejects.toMatchObject({ code: 'NOT_FOUND' });

    await accept((await createInvitation(ctx, { email, role: 'analyst' })).link, host);
    expect(await listInvitations(ctx)).toEqual([]);
    expect(await listMembers(ctx)).toContainEqual(expect.objectContaining({ email, role: 'analyst' }));
    await expect(createInvitation(ctx, { email, role: 'viewer' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await verbs(email)).toEqual([
      ...Array(3).fill('member.invite done'),
      'member.withdraw done',
      'member.invite done',
      'member.join done',
    ]);
  });

  test('are for administrators, of owners for owners, and of no other tenant', async () => {
    const stranger = await freshMember(await freshTenant(), 'owner');
    const { link: _ } = await createInvitation(as('owner').ctx, { email: 'x@test.example', role: 'owner' });
    const [pending] = await listInvitations(as('owner').ctx);
    for (const role of ['analyst', 'viewer'] as const) {
      const { ctx } = as(role);
      await expect(createInvitation(ctx, { email: 'y@test.example', role: 'viewer' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      await expect(listInvitations(ctx)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(withdrawInvitation(ctx, pending!.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(renewInvitation(ctx, pending!.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const admin of [as('admin').ctx])
      for (const call of [
        () => createInvitation(admin, { email: 'y@test.example', role: 'owner' }),
        () => renewInvitation(admin, pending!.id),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const id of [pending!.id, 'x', '\0', ''])
      await expect(withdrawInvitation(stranger.ctx, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const email of ['', 'x', 'a\0@test.example'])
      await expect(createInvitation(as('admin').ctx, { email, role: 'viewer' })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    await withdrawInvitation(as('admin').ctx, pending!.id);
  });
});

describe('members', () => {
  test('are listed for every member, owners first, with when they were here', async () => {
    const members = await listMembers(as('viewer').ctx);
    expect(members[0]).toMatchObject({ role: 'owner', email: as('owner').email });
    expect(members.find(({ id }) => id === as('viewer').userId)?.lastSeen).toBeInstanceOf(Date);
    expect(JSON.stringify(members)).not.toContain('argon2');
  });

  test('a role holds from the next request on', async () => {
    const member = await freshMember(tenant, 'viewer');
    expect(member.ctx.scopes.has('write')).toBe(false);
    await changeRole(as('admin').ctx, member.userId, 'analyst');
    expect((await member.look())?.scopes.has('write')).toBe(true);
    await changeRole(as('admin').ctx, member.userId, 'analyst');
    expect(await verbs(member.email)).toEqual(['member.change_role done']);
  });

  test('one who is removed is out at once, in every session', async () => {
    const member = await freshMember(tenant, 'analyst');
    const second = await member.enter();
    await removeMember(as('admin').ctx, member.userId);
    expect(await member.look()).toBeNull();
    expect(await member.look(second)).toBeNull();
    expect(await sessionIsLive(member.ctx)).toBe(false);
    await expect(member.enter()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await expect(removeMember(as('admin').ctx, member.userId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(leaveTenant(member.ctx, tenant.tenant.slug)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('administrators have no power over owners, and others over nobody', async () => {
    const { userId: owner } = as('owner');
    const { userId: viewer } = as('viewer');
    for (const call of [
      () => changeRole(as('admin').ctx, owner, 'viewer'),
      () => changeRole(as('admin').ctx, viewer, 'owner'),
      () => changeRole(as('admin').ctx, as('admin').userId, 'owner'),
      () => removeMember(as('admin').ctx, owner),
      () => changeRole(as('analyst').ctx, viewer, 'admin'),
      () => changeRole(as('viewer').ctx, viewer, 'admin'),
      () => removeMember(as('viewer').ctx, as('analyst').userId),
      // A key is nobody's account, whatever its scopes.
      () =>
        leaveTenant(
          { ...as('owner').ctx, actor: { kind: 'key', id: 'x', machineId: null } },
          tenant.tenant.slug,
        ),
      () =>
        changeRole({ ...as('owner').ctx, actor: { kind: 'key', id: 'x', machineId: null } }, viewer, 'admin'),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stranger = await freshMember(await freshTenant(), 'owner');
    for (const id of [viewer, 'x', '\0'])
      for (const call of [() => removeMember(stranger.ctx, id), () => changeRole(stranger.ctx, id, 'admin')])
        await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the last owner', () => {
  test('stays one', async () => {
    const { ctx, userId } = as('owner');
    for (const call of [
      () => changeRole(ctx, userId, 'admin'),
      () => removeMember(ctx, userId),
      () => leaveTenant(ctx, ctx.tenant.slug),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(leaveTenant(as('viewer').ctx, 'elsewhere')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await as('owner').look())?.scopes.has('own')).toBe(true);
  });

  test.each([
    ['demote each other', (self: Member, other: Member) => changeRole(self.ctx, other.userId, 'viewer')],
    ['remove each other', (self: Member, other: Member) => removeMember(self.ctx, other.userId)],
    ['leave', (self: Member) => leaveTenant(self.ctx, self.ctx.tenant.slug)],
    ['step down', (self: Member) => changeRole(self.ctx, self.userId, 'viewer')],
  ])('is there after two %s at once', async (_, act) => {
    for (let round = 0; round < 2; round++) {
      const portal = await freshTenant();
      const ann = await freshMember(portal, 'owner');
      const bob = await freshMember(portal, 'owner');
      const outcomes = await Promise.allSettled([act(ann, bob), act(bob, ann)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const left = [await ann.look(), await bob.look()].filter((ctx) => ctx?.scopes.has('own'));
      expect(left).toHaveLength(1);
    }
  });
});
