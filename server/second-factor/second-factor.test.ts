import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, test } from 'vitest';
import { signIn } from '#server/auth/sign-in.ts';
import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { createMember } from '#server/members/create-member.ts';
import { listMembers } from '#server/members/list-members.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshMember, TEST_PASSWORD } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { beginSecondFactor } from './begin-second-factor.ts';
import { confirmSecondFactor } from './confirm-second-factor.ts';
import { endSecondFactor } from './end-second-factor.ts';
import { redeemCode } from './redeem-code.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { openSecret, sealSecret } from './seal-secret.ts';
import { showSecondFactor } from './show-second-factor.ts';

type Member = Awaited<ReturnType<typeof freshMember>>;
const STEP_MS = 30_000;
const password = TEST_PASSWORD;
let tenant: TenantContext;
let owner: Member;
beforeAll(async () => {
  tenant = await freshTenant();
  owner = await freshMember(tenant, 'owner');
});

/** The code of a step, counted from the present one. */
const codeAt = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP_MS });

/** A member whose second factor is on; its present step was used to confirm it. */
async function guarded(role: 'analyst' | 'viewer' = 'analyst') {
  const member = await freshMember(tenant, role);
  const { secret } = await beginSecondFactor(member.ctx, { password });
  const { codes } = await confirmSecondFactor(member.ctx, { code: codeAt(secret) });
  const enter = (otp?: string, more: { password?: string; host?: string } = {}) =>
    signIn({
      host: member.host,
      email: member.email,
      password,
      address: '10.1.1.1',
      userAgent: null,
      ...(otp !== undefined && { otp }),
      ...more,
    });
  return { ...member, secret, codes, enter };
}
const required = { code: 'INVALID_CREDENTIALS', details: { otp: 'required' } };
const wrong = { code: 'INVALID_CREDENTIALS', details: { otp: 'wrong' } };

describe('setting up', () => {
  test('needs the password, and a first code; nothing is asked for before', async () => {
    const member = await freshMember(tenant, 'viewer');
    await expect(beginSecondFactor(member.ctx, { password: 'wrong' })).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      details: { field: 'password' },
    });
    await expect(confirmSecondFactor(member.ctx, { code: '123456' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const first = await beginSecondFactor(member.ctx, { password });
    const { secret, uri, svg } = await beginSecondFactor(member.ctx, { password });
    expect(secret).not.toBe(first.secret);
    expect(uri).toMatch(
      /^otpauth:\/\/totp\/PerfAnalysis.*secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30/,
    );
    expect(svg).toMatch(/^<svg [^>]*>.*<\/svg>$/s);
    expect((await showSecondFactor(member.ctx)).since).toBeNull();
    await expect(member.enter()).resolves.toBeTruthy();
    for (const code of ['', '12345', 'abcdef', codeAt(secret, 5), codeAt(first.secret)])
      await expect(confirmSecondFactor(member.ctx, { code })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    const { codes } = await confirmSecondFactor(member.ctx, {
      code: ` ${codeAt(secret).replace(/^.../, '$& ')}`,
    });
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    expect(await showSecondFactor(member.ctx)).toMatchObject({ since: expect.any(Date), codesLeft: 10 });
    await expect(beginSecondFactor(member.ctx, { password })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(confirmSecondFactor(member.ctx, { code: codeAt(secret) })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('keeps neither the secret nor the codes in the clear', async () => {
    const { userId, secret, codes } = await guarded();
    const row = await controlDb().user.findUniqueOrThrow({
      where: { id: userId },
      include: { recoveryCodes: true },
    });
    const kept = [row.totpSecret!, ...row.recoveryCodes.map(({ codeHash }) => codeHash)].map((bytes) =>
      Buffer.from(bytes).toString('latin1'),
    );
    const plain = Buffer.from(Secret.fromBase32(secret).buffer).toString('latin1');
    for (const text of kept) for (const one of [plain, secret, ...codes]) expect(text).not.toContain(one);
  });

  test('a sealed secret opens for its account only, and only as it was', () => {
    const sealed = sealSecret('a', Buffer.from('secret'));
    expect(openSecret('a', sealed).toString()).toBe('secret');
    expect(() => openSecret('b', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => openSecret('a', changed)).toThrow();
    }
    expect(() => openSecret('a', sealed.subarray(0, 20))).toThrow();
  });
});

describe('signing in', () => {
  test('asks for a code after the right password only', async () => {
    const { enter } = await guarded();
    await expect(enter()).rejects.toMatchObject(required);
    await expect(enter(undefined, { password: 'wrong' })).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      details: {},
    });
    await expect(enter('123456', { password: 'wrong' })).rejects.toMatchObject({ details: {} });
  });

  test('a code is good once, one step early or late, and never older than the last', async () => {
    const { enter, secret } = await guarded();
    await expect(enter(codeAt(secret, -3))).rejects.toMatchObject(wrong);
    // Used when it was set up.
    await expect(enter(codeAt(secret, -1))).rejects.toMatchObject(wrong);
    await expect(enter(codeAt(secret, 1))).resolves.toBeTruthy();
    await expect(enter(codeAt(secret, 1))).rejects.toMatchObject(wrong);
    await expect(enter(codeAt(secret, 0))).rejects.toMatchObject(wrong);
  });

  test('of two that bring the same code at once, one gets in', async () => {
    const { userId, secret, codes } = await guarded();
    for (const code of [codeAt(secret, 1), codes[0]!]) {
      const used = await Promise.all([1, 2, 3].map(() => redeemCode(userId, code)));
      expect(used.filter((which) => which !== null)).toHaveLength(1);
    }
  });

  test('each recovery code is good once, and for its own account', async () => {
    const { enter, codes, ctx } = await guarded();
    const other = await guarded();
    await expect(other.enter(codes[1])).rejects.toMatchObject(wrong);
    await expect(enter(codes[0]?.toUpperCase().replace('-', ' '))).resolves.toBeTruthy();
    await expect(enter(codes[0])).rejects.toMatchObject(wrong);
    await expect(enter(codes[1])).resolves.toBeTruthy();
    expect((await showSecondFactor(ctx)).codesLeft).toBe(8);
  });

  test('wrong codes are counted as wrong passwords are, also with the password alone in between', async () => {
    const { enter, codes } = await guarded();
    for (let i = 0; i < 5; i++) {
      await expect(enter()).rejects.toMatchObject(required);
      await expect(enter('000000x')).rejects.toMatchObject(wrong);
    }
    await expect(enter(codes[0])).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(enter()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('is recorded with what it was done by; a refusal for too many attempts is, once', async () => {
    const { enter, secret, userId, email } = await guarded();
    await enter(codeAt(secret, 1));
    for (let i = 0; i < 8; i++) await enter('0').catch(() => {});
    const { prisma } = await tenantDb(tenant.tenant);
    const rows = await prisma.auditEntry.findMany({
      where: { actorName: email, verb: 'session.start', address: '10.1.1.1' },
      orderBy: { id: 'asc' },
    });
    expect(rows.map(({ result, details }) => [result, details])).toEqual([
      ['done', { by: 'password and code' }],
      ...Array.from({ length: 5 }, () => ['refused', { because: 'wrong code' }]),
    ]);
    expect(rows[0]?.actorId).toBe(userId);
    const limited = await prisma.auditEntry.findMany({ where: { address: '10.1.1.1', actorId: 'unknown' } });
    expect(limited.map(({ details }) => details)).toEqual([{ because: 'too many attempts' }]);
  });
});

describe('afterwards', () => {
  test('new recovery codes end those before', async () => {
    const { ctx, codes, secret, enter } = await guarded();
    await expect(renewRecoveryCodes(ctx, { password: 'wrong', code: codes[0]! })).rejects.toMatchObject({
      details: { field: 'password' },
    });
    await expect(renewRecoveryCodes(ctx, { password, code: '000000' })).rejects.toMatchObject({
      details: { field: 'code' },
    });
    const renewed = await renewRecoveryCodes(ctx, { password, code: codeAt(secret, 1) });
    await expect(enter(codes[0])).rejects.toMatchObject(wrong);
    await expect(enter(renewed.codes[0])).resolves.toBeTruthy();
  });

  test('it is switched off with password and code', async () => {
    const { ctx, codes, enter } = await guarded();
    await expect(endSecondFactor(ctx, { password, code: 'nonsense' })).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
    });
    await endSecondFactor(ctx, { password, code: codes[3]! });
    expect(await showSecondFactor(ctx)).toMatchObject({ since: null, codesLeft: 0 });
    await expect(enter()).resolves.toBeTruthy();
  });

  test("an owner sees who has one, and takes a member's away; nobody else", async () => {
    const member = await guarded('viewer');
    const admin = await freshMember(tenant, 'admin');
    const seenBy = async (ctx: TenantContext) =>
      (await listMembers(ctx)).find(({ id }) => id === member.userId)?.secondFactor;
    expect(await seenBy(owner.ctx)).toBe(true);
    expect(await seenBy(admin.ctx)).toBeNull();
    for (const { ctx } of [admin, member])
      await expect(resetSecondFactor(ctx, member.userId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(resetSecondFactor(owner.ctx, owner.userId)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(resetSecondFactor(owner.ctx, admin.userId)).rejects.toMatchObject({ code: 'CONFLICT' });
    const stranger = await freshMember(await freshTenant(), 'viewer');
    await expect(resetSecondFactor(owner.ctx, stranger.userId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await resetSecondFactor(owner.ctx, member.userId);
    await expect(member.enter()).resolves.toBeTruthy();
    const { prisma } = await tenantDb(tenant.tenant);
    const entries = await prisma.auditEntry.findMany({ where: { target: member.email } });
    expect(entries.map(({ verb }) => verb)).toEqual(['member.reset_second_factor']);
  });

  test('one that guards other portals too is not for this owner to take', async () => {
    const member = await guarded('viewer');
    const elsewhere = (await freshTenant()).tenant;
    const { email } = member;
    await createMember({ tenantId: elsewhere.id, email, name: '', password, role: 'viewer' });
    await expect(resetSecondFactor(owner.ctx, member.userId)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(member.enter(undefined, { host: `${elsewhere.slug}.localhost` })).rejects.toMatchObject(
      required,
    );
  });
});
