import { SignJWT, UnsecuredJWT } from 'jose';
import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, test } from 'vitest';
import * as earlierLogin from '#app/api/auth/login/route.ts';
import * as earlierRefresh from '#app/api/auth/refresh/route.ts';
import * as machines from '#app/api/v1/machines/list/route.ts';
import { signToken } from '#server/auth/tokens/sign-token.ts';
import { createMember } from '#server/members/create-member.ts';
import { beginSecondFactor } from '#server/second-factor/begin-second-factor.ts';
import { confirmSecondFactor } from '#server/second-factor/confirm-second-factor.ts';
import { deriveSecret } from '#server/secrets.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { suspendTenant } from '#server/tenancy/suspend-tenant.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshMember, TEST_PASSWORD } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import * as refresh from './refresh/route.ts';
import * as token from './token/route.ts';

const password = 'correct horse battery';
const email = 'ann@acme.example';
let acme: TenantContext;
let other: TenantContext;
const urlOf = ({ tenant }: TenantContext) => `http://${tenant.slug}.localhost:3000/`;

beforeAll(async () => {
  [acme, other] = [await freshTenant(), await freshTenant()];
  await createMember({ tenantId: acme.tenant.id, email, name: 'Ann', password, role: 'viewer' });
});

type Handler = Parameters<typeof askRoute<object>>[0];
const post = (route: unknown, body: unknown, url = urlOf(acme)) =>
  askRoute(route as Handler, url, { method: 'POST', body });
const signIn = async () => {
  const { status, body } = await post(token.POST, { email, password });
  expect(status).toBe(200);
  return body as { access: string; refresh: string };
};
const list = (access: string, url = urlOf(acme)) =>
  askRoute(machines.GET, url, { headers: { authorization: `Bearer ${access}` } });
const codeOf = async (answer: ReturnType<typeof askRoute>) => (await answer).body?.error_code;

describe('tokens', () => {
  test('open the API on the own host and the bare domain, and nowhere else', async () => {
    const { status, body } = await post(token.POST, { email: ' ANN@acme.example', password });
    expect(status).toBe(200);
    expect(body).toEqual({
      access: expect.any(String),
      refresh: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      user: {
        id: expect.any(String),
        email,
        name: 'Ann',
        role: 'viewer',
        tenant: { id: acme.tenant.id, slug: acme.tenant.slug, name: acme.tenant.name },
      },
    });
    const access = String(body?.access);
    expect(await list(access)).toMatchObject({ status: 200, body: { machines: [] } });
    expect((await list(access, 'http://localhost:3000/')).status).toBe(200);
    expect(await list(access, urlOf(other))).toMatchObject({
      status: 401,
      body: { error_code: 'INVALID_TOKEN' },
    });
    expect(await codeOf(list(access, 'http://nobody.localhost:3000/'))).toBe('UNKNOWN_TENANT');
  });

  test('a bearer changes things from anywhere, within its role', async () => {
    const { access } = await signIn();
    const headers = { authorization: `Bearer ${access}`, origin: 'https://evil.example' };
    const ended = await askRoute(token.DELETE, urlOf(acme), { method: 'DELETE', headers });
    expect(ended).toMatchObject({ status: 204, body: null });
  });

  test('ask for a second factor, by one answer for none and one for a wrong one', async () => {
    const guarded = await freshMember(acme, 'viewer');
    const secret = (await beginSecondFactor(guarded.ctx, { password: TEST_PASSWORD })).secret;
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const { codes } = await confirmSecondFactor(guarded.ctx, { code: totp.generate() });
    const ask = (body: object) =>
      post(token.POST, { email: guarded.email, password: TEST_PASSWORD, ...body });
    const refusal = (otp: string) => ({
      status: 401,
      body: { error_code: 'INVALID_CREDENTIALS', details: { otp } },
    });
    expect(await ask({})).toMatchObject(refusal('required'));
    expect(await ask({ otp: '000000' })).toMatchObject(refusal('wrong'));
    expect((await ask({ password: 'wrong', otp: codes[0] })).body?.details ?? {}).toEqual({});
    expect((await ask({ otp: totp.generate({ timestamp: Date.now() + 30_000 }) })).status).toBe(200);
    expect((await ask({ otp: codes[0] })).status).toBe(200);
    expect(await ask({ otp: codes[0] })).toMatchObject(refusal('wrong'));
    for (const otp of ['', 7, null, ['1'], 'x'.repeat(65)])
      expect(await ask({ otp })).toMatchObject({ status: 400, body: { error_code: 'INVALID_INPUT' } });
  });

  test('end with their session', async () => {
    const pair = await signIn();
    const headers = { authorization: `Bearer ${pair.access}` };
    expect((await askRoute(token.DELETE, urlOf(acme), { method: 'DELETE', headers })).status).toBe(204);
    expect(await codeOf(list(pair.access))).toBe('INVALID_TOKEN');
    expect(await codeOf(post(refresh.POST, { refresh: pair.refresh }))).toBe('INVALID_TOKEN');
    expect(await codeOf(askRoute(token.DELETE, urlOf(acme), { method: 'DELETE', headers }))).toBe(
      'INVALID_TOKEN',
    );
  });

  test.each([
    ['wrong password', { email, password: 'wrong' }, 401, 'INVALID_CREDENTIALS'],
    ['unknown account', { email: 'bob@acme.example', password }, 401, 'INVALID_CREDENTIALS'],
    ['no password', { email }, 400, 'INVALID_INPUT'],
    ['no e-mail', { password }, 400, 'INVALID_INPUT'],
    ['NUL', { email: 'a\0@b.example', password }, 400, 'INVALID_INPUT'],
    ['half a character', { email: 'a\ud800@b.example', password }, 400, 'INVALID_INPUT'],
    ['a list', [], 400, 'INVALID_INPUT'],
    ['no JSON', '{', 400, 'INVALID_JSON'],
  ])('%s: no token', async (_, body, status, code) => {
    expect(await post(token.POST, body)).toMatchObject({
      status,
      body: { status: 'error', error_code: code },
    });
  });

  test("are made on the member's own host only", async () => {
    expect(await codeOf(post(token.POST, { email, password }, urlOf(other)))).toBe('INVALID_CREDENTIALS');
    expect(await codeOf(post(token.POST, { email, password }, 'http://localhost/'))).toBe('UNKNOWN_TENANT');
  });

  test('too many attempts: 429, with the time to wait', async () => {
    const attempt = () => post(token.POST, { email: 'guess@acme.example', password });
    for (let i = 0; i < 5; i++) expect((await attempt()).status).toBe(401);
    const refused = await attempt();
    expect(refused).toMatchObject({ status: 429, body: { error_code: 'RATE_LIMITED' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  });

  test('the names of the earlier system', async () => {
    const { status, body } = await post(earlierLogin.POST, { username: email, password });
    expect(status).toBe(200);
    expect((await post(earlierRefresh.POST, { refresh: body?.refresh })).status).toBe(200);
  });
});

describe('a refresh token', () => {
  test('gives a new pair once; the new one goes on', async () => {
    const first = await signIn();
    const { status, body: second } = await post(refresh.POST, { refresh: first.refresh });
    expect(status).toBe(200);
    expect(second).toMatchObject({ token_type: 'Bearer', expires_in: 900, user: { email } });
    expect((await list(String(second?.access))).status).toBe(200);
    expect((await post(refresh.POST, { refresh: second?.refresh })).status).toBe(200);
  });

  test('used twice ends the session', async () => {
    const first = await signIn();
    const { body: second } = await post(refresh.POST, { refresh: first.refresh });
    expect(await codeOf(post(refresh.POST, { refresh: first.refresh }))).toBe('INVALID_TOKEN');
    expect(await codeOf(list(String(second?.access)))).toBe('INVALID_TOKEN');
    expect(await codeOf(post(refresh.POST, { refresh: second?.refresh }))).toBe('INVALID_TOKEN');
  });

  test('sent twice at once gives one pair at most, and ends the session', async () => {
    const first = await signIn();
    const send = () => post(refresh.POST, { refresh: first.refresh });
    const both = await Promise.all([send(), send()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(await codeOf(list(first.access))).toBe('INVALID_TOKEN');
  });

  test('on a foreign host is not valid and not used up', async () => {
    const pair = await signIn();
    expect(await codeOf(post(refresh.POST, { refresh: pair.refresh }, urlOf(other)))).toBe('INVALID_TOKEN');
    expect((await post(refresh.POST, { refresh: pair.refresh })).status).toBe(200);
  });

  test('is no access token, nor the other way round', async () => {
    const pair = await signIn();
    expect(await codeOf(list(pair.refresh))).toBe('INVALID_TOKEN');
    expect(await codeOf(post(refresh.POST, { refresh: pair.access }))).toBe('INVALID_TOKEN');
  });
});

describe('forged tokens', () => {
  const audience = 'perfanalysis:access';
  const claimsOf = (access: string) =>
    JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString());
  const sign = (claims: object, alg: string, secret: Uint8Array) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(secret);

  test.each<[string, (claims: Record<string, unknown>) => string | Promise<string>]>([
    ['algorithm none', (claims) => new UnsecuredJWT(claims).encode()],
    ['another secret', (claims) => sign(claims, 'HS256', Buffer.alloc(32))],
    ['the secret of another purpose', (claims) => sign(claims, 'HS256', deriveSecret('session'))],
    ['another algorithm', (claims) => sign(claims, 'HS512', deriveSecret('token'))],
    ['another audience', (claims) => sign({ ...claims, aud: 'x' }, 'HS256', deriveSecret('token'))],
    ['no audience', ({ aud: _, ...claims }) => sign(claims, 'HS256', deriveSecret('token'))],
    ['no session', ({ sessionId: _, ...claims }) => sign(claims, 'HS256', deriveSecret('token'))],
    [
      'a session that is none',
      (claims) => sign({ ...claims, sessionId: 'x' }, 'HS256', deriveSecret('token')),
    ],
    [
      'a session of another user',
      (claims) => sign({ ...claims, userId: crypto.randomUUID() }, 'HS256', deriveSecret('token')),
    ],
    ['nothing inside', () => '..'],
    ['no base64', () => 'ä.ö.ü'.normalize('NFD').replace(/[^a-z.]/g, '!')],
  ])('%s: INVALID_TOKEN', async (_, forge) => {
    const { access } = await signIn();
    const claims = claimsOf(access);
    expect(claims.aud).toBe(audience);
    expect(await list(await forge(claims))).toMatchObject({
      status: 401,
      body: { error_code: 'INVALID_TOKEN' },
    });
  });

  test('an expired one says so', async () => {
    const { sessionId, tenantId, userId } = claimsOf((await signIn()).access);
    const old = await signToken('access', { sessionId, tenantId, userId, number: 0 }, -60);
    expect(await list(old)).toMatchObject({
      status: 401,
      body: { error_code: 'INVALID_TOKEN', details: { expired: true } },
    });
  });
});

test('a suspended portal takes no tokens', async () => {
  const pair = await signIn();
  await suspendTenant(acme.tenant.slug, true);
  expect(await codeOf(list(pair.access))).toBe('TENANT_SUSPENDED');
  expect(await codeOf(post(refresh.POST, { refresh: pair.refresh }))).toBe('TENANT_SUSPENDED');
});
