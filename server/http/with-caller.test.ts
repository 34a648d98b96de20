import { beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { signIn } from '#server/auth/sign-in.ts';
import { createTokens } from '#server/auth/tokens/create-tokens.ts';
import { AppError } from '#server/errors.ts';
import { createMember } from '#server/members/create-member.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { headersOf } from '#server/testing/sign-in-as.ts';
import { json } from './to-response.ts';
import { withApiKey, withCaller, withUser } from './with-caller.ts';

let acme: TenantContext;
let host: string;
let key: string;
let cookie: string;
const password = 'a long enough password';

beforeAll(async () => {
  acme = await freshTenant();
  host = `${acme.tenant.slug}.localhost:3000`;
  key = (await createApiKey(acme, { name: 'test', scopes: ['read'] })).key;
  const email = 'ann@acme.example';
  await createMember({ tenantId: acme.tenant.id, email, name: 'Ann', password, role: 'viewer' });
  const claims = await signIn({ host, email, password, address: '10.0.0.1', userAgent: null });
  cookie = (await headersOf(claims, host)).get('cookie') ?? '';
});

const echo = async (ctx: TenantContext) => json({ actor: ctx.actor.kind });
const ask = async (
  route: ReturnType<typeof withCaller<object>>,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const request = new Request(`http://${host}/`, { method, headers: { host, ...headers } });
  const response = await route(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
};

test('a key, by either header, and a session open what is theirs', async () => {
  for (const headers of [
    { apikey: key },
    { authorization: `Bearer ${key}` },
    { authorization: `bearer ${key}` },
  ]) {
    expect(await ask(withApiKey(echo), headers)).toEqual({ status: 200, body: { actor: 'key' } });
    expect(await ask(withCaller(echo), headers)).toEqual({ status: 200, body: { actor: 'key' } });
  }
  expect(await ask(withUser(echo), { cookie })).toEqual({ status: 200, body: { actor: 'user' } });
  expect(await ask(withCaller(echo), { cookie })).toEqual({ status: 200, body: { actor: 'user' } });
});

test.each([
  ['nothing sent', () => ({}), 'UNAUTHENTICATED'],
  ['Basic authorization', () => ({ authorization: `Basic ${key}` }), 'UNAUTHENTICATED'],
  ['a cookie that is none', () => ({ cookie: 'perfanalysis.session=x' }), 'UNAUTHENTICATED'],
  ['a wrong key beside a good session', () => ({ apikey: 'pmk_x', cookie }), 'INVALID_API_KEY'],
])('%s: 401', async (_, headers, code) => {
  const answer = await ask(withCaller(echo), headers() as Record<string, string>);
  expect(answer).toMatchObject({ status: 401, body: { status: 'error', error_code: code } });
});

test('a session changes things only from our own pages; a key from anywhere', async () => {
  expect(await ask(withCaller(echo), { cookie }, 'POST')).toMatchObject({ status: 403 });
  expect(await ask(withCaller(echo), { cookie, origin: 'https://evil.example' }, 'POST')).toMatchObject({
    body: { error_code: 'CSRF_ORIGIN' },
  });
  expect(await ask(withCaller(echo), { cookie, origin: `http://${host}` }, 'POST')).toMatchObject({
    status: 200,
  });
  expect(await ask(withCaller(echo), { apikey: key, origin: 'https://evil.example' }, 'POST')).toMatchObject({
    status: 200,
  });
});

test('an error of ours is told in full, any other is a fixed text', async () => {
  const ours = withCaller(async () => {
    throw new AppError('RATE_LIMITED', 'Too fast.', { retry_after: 7 });
  });
  const response = await ours(new Request(`http://${host}/`, { headers: { host, apikey: key } }), {
    params: Promise.resolve({}),
  });
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('7');
  const bug = withCaller(async () => {
    throw new Error('password=hunter2 in table secret');
  });
  const hidden = await ask(bug, { apikey: key });
  expect(hidden).toMatchObject({
    status: 500,
    body: { error_code: 'INTERNAL', request_id: expect.any(String) },
  });
  expect(JSON.stringify(hidden)).not.toMatch(/hunter2|secret/);
});

test('an access token is a member wherever one may ask, and no API key', async () => {
  const tokens = await createTokens({
    host,
    email: 'ann@acme.example',
    password,
    address: 'x',
    userAgent: null,
  });
  const headers = { authorization: `Bearer ${tokens.access}`, origin: 'https://evil.example' };
  for (const route of [withUser(echo), withCaller(echo)])
    expect(await ask(route, headers, 'POST')).toEqual({ status: 200, body: { actor: 'user' } });
  expect(await ask(withApiKey(echo), headers)).toMatchObject({ body: { error_code: 'INVALID_API_KEY' } });
  expect(await ask(withCaller(echo), { ...headers, apikey: key })).toMatchObject({ body: { actor: 'key' } });
  // A wrong token is not made up for by a good session.
  const wrong = { authorization: 'Bearer a.b.c', cookie };
  for (const route of [withUser(echo), withCaller(echo)])
    expect(await ask(route, wrong)).toMatchObject({ status: 401, body: { error_code: 'INVALID_TOKEN' } });
});
