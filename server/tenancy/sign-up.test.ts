import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signIn } from '#server/auth/sign-in.ts';
import { controlDb, controlPool } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import { TEST_PASSWORD } from '#server/testing/fresh-member.ts';
import { finishDeletions } from './deletion/finish-deletions.ts';
import { findTenant } from './find-tenant.ts';
import { provisionTenant } from './provision-tenant.ts';
import { signUp } from './sign-up.ts';
import { siteFromHost } from './site-from-host.ts';
import { checkSlug } from './slugs/check-slug.ts';

const fresh = (stem = 'open') => `${stem}-${randomBytes(5).toString('hex')}`;
let count = 0;
const address = () => `10.1.${Math.floor(count / 200)}.${count++ % 200}`;

const form = (more: Partial<Parameters<typeof signUp>[0]> = {}) => {
  const slug = fresh();
  return {
    host: 'localhost:3000',
    address: address(),
    organisation: 'Acme Logistics',
    slug,
    name: 'Ann',
    email: `ann@${slug}.example`,
    password: TEST_PASSWORD,
    ...more,
  };
};

beforeEach(() => Object.assign(env(), { SIGN_UP: true }));
afterEach(() => Object.assign(env(), { SIGN_UP: true }));

test('opens a portal whose owner signs in there; its trail begins with that', async () => {
  const input = form();
  const { slug, signInUrl } = await signUp(input);
  expect(signInUrl).toBe(`http://${slug}.localhost:3000/sign-in?email=${encodeURIComponent(input.email)}`);
  const host = `${slug}.localhost:3000`;
  const { email, password } = input;
  const claims = await signIn({ host, email, password, address: '10.0.0.9', userAgent: null });
  const tenant = await findTenant(slug);
  expect(claims.tenantId).toBe(tenant.id);
  expect(tenant).toMatchObject({ name: 'Acme Logistics', status: 'active', deleteAfter: null });
  const { prisma } = await tenantDb(tenant);
  const [first] = await prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
  expect(first).toMatchObject({
    verb: 'tenant.open',
    target: slug,
    actorId: claims.userId,
    actorName: email,
    address: input.address,
  });
});

test('an account there is proves itself, keeps its name and owns both; a wrong password learns nothing', async () => {
  const first = form();
  await signUp(first);
  const second = form({ email: first.email.toUpperCase(), name: 'Somebody else' });
  const { slug } = await signUp(second);
  const user = await controlDb().user.findUniqueOrThrow({
    where: { email: first.email },
    include: { memberships: true },
  });
  expect(user.name).toBe('Ann');
  expect(user.memberships.map(({ role }) => role)).toEqual(['owner', 'owner']);
  expect(user.memberships.map(({ tenantId }) => tenantId)).toContain((await findTenant(slug)).id);

  const foreign = form({ email: first.email, password: 'another long sentence' });
  await expect(signUp(foreign)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  await expect(findTenant(foreign.slug)).rejects.toMatchObject({ code: 'UNKNOWN_TENANT' });
  // An account without a password, of a provider's: the same words.
  await controlDb().user.update({ where: { email: first.email }, data: { passwordHash: null } });
  const words = async (input: ReturnType<typeof form>) =>
    signUp(input).catch((error: Error) => error.message);
  expect(await words(form({ email: first.email }))).toBe(await words(foreign));
  // A password that nobody may choose is refused before that, known e-mail or not.
  for (const email of [first.email, 'new@nobody.example'])
    await expect(signUp(form({ email, password: 'password1234' }))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'password' },
    });
});

test.each([
  [{ organisation: ' ' }, 'organisation'],
  [{ organisation: 'x'.repeat(101) }, 'organisation'],
  [{ organisation: 'a\u0000b' }, 'organisation'],
  [{ name: '' }, 'name'],
  [{ name: '\ud800' }, 'name'],
  [{ email: 'nobody' }, 'email'],
  [{ email: 'a\u0000@b.example' }, 'email'],
  [{ slug: 'admin' }, 'slug'],
  [{ slug: "a';--" }, 'slug'],
  [{ slug: 'xn--a' }, 'slug'],
  [{ slug: 'ünï' }, 'slug'],
  [{ password: 'short' }, 'password'],
  [{ password: 'x y'.repeat(200) }, 'password'],
])('%j is refused at %s, and nothing is left', async (more, field) => {
  const before = await controlDb().tenant.count();
  const users = await controlDb().user.count();
  await expect(signUp(form(more))).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field } });
  expect(await controlDb().tenant.count()).toBe(before);
  expect(await controlDb().user.count()).toBe(users);
});

test('only on the bare domain, and only while it is switched on', async () => {
  const { slug } = await signUp(form());
  for (const host of [`${slug}.localhost`, 'nobody.localhost', 'perf.customer.example', null]) {
    await expect(signUp(form({ host })), String(host)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(checkSlug({ host, address: address(), slug: 'x1' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  }
  Object.assign(env(), { SIGN_UP: false });
  await expect(signUp(form())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(checkSlug({ host: 'localhost', address: address(), slug: 'x1' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('of two at once with one name, or with names that look alike, one is first', async () => {
  const slug = `${fresh()}-pool`;
  for (const names of [
    [slug, slug],
    [`${slug}2`, `${slug.replace(/pool$/, 'p00l')}2`],
  ]) {
    const done = await Promise.allSettled(names.map((name) => signUp(form({ slug: name }))));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(done.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', details: { field: 'slug' } },
    });
  }
});

test('a name is looked at while it is typed', async () => {
  const { slug } = await signUp(form({ slug: `${fresh()}-pool` }));
  const look = (name: string) => checkSlug({ host: 'localhost', address: address(), slug: name });
  expect(await look(` ${slug.toUpperCase()} `)).toEqual({
    slug,
    fault: `“${slug}” is taken.`,
    suggestion: `${slug}-2`,
  });
  expect((await look(slug.replace(/pool$/, 'p00l'))).fault).toMatch(/looks too much/);
  expect(await look(fresh())).toMatchObject({ fault: null, suggestion: null });
  expect(await look('admin')).toMatchObject({ suggestion: 'admin-2' });
  expect(await look('Größe GmbH')).toMatchObject({ suggestion: 'grosse-gmbh' });
  expect((await look('日本')).suggestion).toBeNull();
});

test('an address has so many tries', async () => {
  const from = address();
  const codes: string[] = [];
  for (let at = 0; at < 22; at++)
    codes.push(
      await signUp(form({ address: from, organisation: '' })).then(
        () => 'done',
        (error: { code: string }) => error.code,
      ),
    );
  expect(codes.slice(0, 20)).toEqual(Array(20).fill('INVALID_INPUT'));
  expect(codes.slice(20)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
});

const traces = async (tenant: { schemaName: string; roleName: string }) => {
  const { rows } = await controlPool().query<{ left: string }>(
    `SELECT (SELECT count(*) FROM pg_namespace WHERE nspname = $1) +
            (SELECT count(*) FROM pg_roles WHERE rolname = $2) AS left`,
    [tenant.schemaName, tenant.roleName],
  );
  return Number(rows[0]?.left);
};

test('one that fails at its last step leaves nothing, and its name is free', async () => {
  const slug = fresh();
  const seen: { schemaName: string; roleName: string }[] = [];
  await expect(
    provisionTenant({ slug, name: 'x' }, async (_, tenant) => {
      seen.push(tenant);
      throw new Error('cut');
    }),
  ).rejects.toThrow('cut');
  expect(await traces(seen[0]!)).toBe(0);
  await provisionTenant({ slug, name: 'x' });
});

test('one that a crash left is unknown, removed by the worker, and made anew before that under its name', async () => {
  const crash = async (age: string) => {
    const tenant = await provisionTenant({ slug: fresh(), name: 'x' });
    await controlPool().query(
      `UPDATE tenant SET status = 'provisioning', created_at = now() - $2::interval WHERE id = $1`,
      [tenant.id, age],
    );
    return tenant;
  };
  const [fresh1, old, again] = [await crash('2 seconds'), await crash('1 hour'), await crash('2 minutes')];
  expect(await siteFromHost(`${old.slug}.localhost`)).toMatchObject({ kind: 'unknown' });
  await expect(provisionTenant({ slug: fresh1.slug, name: 'x' })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await provisionTenant({ slug: again.slug, name: 'Again' });
  expect(await traces(again)).toBe(0);
  expect(await finishDeletions(new Date())).toBe(1);
  expect(await traces(old)).toBe(0);
  expect(await traces(fresh1)).toBe(2);
});
