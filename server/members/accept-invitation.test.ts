import { beforeAll, expect, test } from 'vitest';
import { signIn } from '#server/auth/sign-in.ts';
import { controlDb } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { createMember } from './create-member.ts';
import { findInvitation } from './find-invitation.ts';
import { inviteMember } from './invite-member.ts';

const password = 'a long enough password';
const address = '10.0.0.1';
let acme: TenantRef;
let host: string;
beforeAll(async () => {
  acme = (await freshTenant()).tenant;
  host = `${acme.slug}.localhost:3000`;
});
const invite = async (email: string, tenant = acme) => {
  const { link } = await inviteMember(tenant, { email, role: 'owner' });
  return link.split('/').at(-1) ?? '';
};
const accept = (token: string, over: { host?: string; password?: string } = {}) =>
  acceptInvitation({ host, address, token, name: 'Ann', password, ...over });

test('an invitation makes an account once', async () => {
  const token = await invite('Ann@Acme.example');
  expect(await findInvitation(host, token)).toMatchObject({ email: 'ann@acme.example', hasAccount: false });
  expect(await accept(token)).toEqual({ email: 'ann@acme.example' });
  await expect(accept(token)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await signIn({ host, email: 'ann@acme.example', password, address, userAgent: null })).toMatchObject(
    {
      tenantId: acme.id,
    },
  );
  const stored = await controlDb().invitation.findFirstOrThrow({ where: { email: 'ann@acme.example' } });
  expect(Buffer.from(stored.tokenHash).toString()).not.toContain(token);
});

test('an account that exists confirms its own password and keeps it', async () => {
  const other = (await freshTenant()).tenant;
  await createMember({
    tenantId: other.id,
    email: 'bob@acme.example',
    name: 'Bob',
    password,
    role: 'viewer',
  });
  const token = await invite('bob@acme.example');
  expect(await findInvitation(host, token)).toMatchObject({ hasAccount: true });
  await expect(accept(token, { password: 'not the password' })).rejects.toMatchObject({
    code: 'INVALID_CREDENTIALS',
  });
  await accept(token);
  expect(await signIn({ host, email: 'bob@acme.example', password, address, userAgent: null })).toBeTruthy();
});

test('a short password leaves the invitation open', async () => {
  const token = await invite('carl@acme.example');
  await expect(accept(token, { password: 'short' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(await accept(token)).toEqual({ email: 'carl@acme.example' });
});

test('unknown, expired and foreign are one and the same', async () => {
  const other = (await freshTenant()).tenant;
  const token = await invite('dora@acme.example');
  const late = await invite('late@acme.example');
  await controlDb().invitation.updateMany({
    where: { email: 'late@acme.example' },
    data: { expiresAt: new Date(0) },
  });
  const answers = await Promise.all(
    [
      accept('nonsense'),
      accept(''),
      accept(late),
      accept(token, { host: `${other.slug}.localhost` }),
      accept(token, { host: 'localhost' }),
    ].map((answer) => answer.catch((error: Error) => error)),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]).toMatchObject({ code: 'NOT_FOUND' });
});

test.each(['', 'ann', 'ann@', 'ann@acme', 'a b@acme.example'])('"%s" is no e-mail', async (email) => {
  await expect(inviteMember(acme, { email, role: 'viewer' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  await expect(
    createMember({ tenantId: acme.id, email, name: 'x', password, role: 'viewer' }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
