import { randomBytes } from 'node:crypto';
import { request as send } from 'node:http';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import { createMember } from '#server/members/create-member.ts';
import { inviteMember } from '#server/members/invite-member.ts';
import { listMembers } from '#server/members/list-members.ts';
import { removeMember } from '#server/members/remove-member.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { suspendTenant } from '#server/tenancy/suspend-tenant.ts';
import { freshMember, TEST_PASSWORD } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { OIDC_CLIENT, type Person, startIdentityServer } from '#server/testing/identity-server.ts';
import { contextFromSession } from '../context-from-session.ts';
import { endSession } from '../end-session.ts';
import { nextAuthOptions } from '../next-auth-options.ts';
import { signIn } from '../sign-in.ts';

const people = new Map<string, Person>();
let tenant: TenantContext;
let other: TenantContext;
let closed: TenantContext;
let identity: Awaited<ReturnType<typeof startIdentityServer>>;
const hostOf = ({ tenant: { slug } }: TenantContext) => `${slug}.localhost:3000`;
const callbackOf = (ctx: TenantContext) => `http://${hostOf(ctx)}/api/auth/callback/oidc`;

beforeAll(async () => {
  process.env.AUTH_TRUST_HOST = 'true';
  [tenant, other, closed] = [await freshTenant(), await freshTenant(), await freshTenant()];
  identity = await startIdentityServer({
    port: 0,
    people,
    redirectUris: [tenant, other, closed].map(callbackOf),
  });
  configure(identity.issuer);
});
afterAll(() => identity.stop());
afterEach(() => configure(identity.issuer));

const configure = (issuer: string | undefined) =>
  Object.assign(env(), {
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_CLIENT_ID: OIDC_CLIENT.id,
    AUTH_OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
  });

/** What next-auth answers, as far as it says anything to a browser. */
class Answer {
  location: string | undefined;
  setCookies: string[] = [];
  body: unknown;
  status() {
    return this;
  }
  getHeader() {
    return this.setCookies;
  }
  setHeader(name: string, value: string | string[]) {
    if (name === 'Location') this.location = String(value);
    if (name === 'Set-Cookie') this.setCookies = [value].flat();
  }
  end() {}
  send(body: unknown) {
    this.body = body;
  }
}

/** A browser on a tenant's host: its cookies, and what next-auth answers. */
function browser(ctx: TenantContext) {
  const jar = new Map<string, string>();
  const headers = () =>
    new Headers({
      host: hostOf(ctx),
      'x-forwarded-for': '10.2.2.2',
      'x-forwarded-proto': 'http',
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    });
  const ask = async (path: string, body?: Record<string, string>) => {
    const url = new URL(path, `http://${hostOf(ctx)}`);
    const sent = headers();
    const [, , , action, provider] = url.pathname.split('/');
    const query = { ...Object.fromEntries(url.searchParams), nextauth: [action, provider] };
    const request = { method: body ? 'POST' : 'GET', query, body, cookies: Object.fromEntries(jar) };
    const answer = new Answer();
    await NextAuth(
      { ...request, headers: Object.fromEntries(sent) } as unknown as NextApiRequest,
      answer as unknown as NextApiResponse,
      nextAuthOptions(sent),
    );
    for (const line of answer.setCookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined) jar.set(name, decodeURIComponent(value ?? ''));
    }
    return answer;
  };
  const begin = async (): Promise<string> => {
    const { body } = await ask('/api/auth/csrf');
    const { csrfToken } = body as { csrfToken: string };
    const { location } = await ask('/api/auth/signin/oidc', { csrfToken, callbackUrl: '/machines' });
    return String(location);
  };
  /** Comes back with what the provider sent; follows next-auth to the page where it ends. */
  const comeBack = async (url: string): Promise<string> => {
    let at = url;
    for (let i = 0; i < 4; i++) {
      const { location } = await ask(at);
      if (location === undefined) throw new Error(`nowhere from ${at}`);
      at = new URL(location, url).href;
      if (!at.includes('/api/auth/')) break;
    }
    return at.replace(`http://${hostOf(ctx)}`, '');
  };
  const session = () => contextFromSession(headers());
  return { jar, begin, comeBack, session };
}

/** Signs in at the provider as its page does. @returns where it sends the browser, with the code */
async function agree(authorize: string, sub: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = authorize;
  for (let i = 0; i < 8; i++) {
    const answer = await hop(url, jar, url.includes('/interaction/') ? `sub=${sub}` : undefined);
    url = new URL(answer, url).href;
    if (!url.startsWith(identity.issuer)) return url;
  }
  throw new Error(`the provider does not come to an end: ${url}`);
}

const hop = (url: string, jar: Map<string, string>, form?: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { pathname, search, host } = new URL(url);
    const asked = send(
      {
        host: '127.0.0.1',
        port: identity.port,
        path: pathname + search,
        method: form === undefined ? 'GET' : 'POST',
        headers: {
          host,
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
      },
      (answer) => {
        for (const line of answer.headers['set-cookie'] ?? []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          if (name !== undefined) jar.set(name, value ?? '');
        }
        answer.resume();
        const { location } = answer.headers;
        if (location === undefined) reject(new Error(`${answer.statusCode} for ${url}`));
        else resolve(location);
      },
    );
    asked.on('error', reject);
    asked.end(form);
  });

/** Someone new at the provider. */
function person(more: Person = {}): { sub: string; email: string } {
  const sub = randomBytes(6).toString('hex');
  const email = `${sub}@id.example`;
  people.set(sub, { email, email_verified: true, name: `Person ${sub}`, ...more });
  return { sub, email };
}
const enter = async (sub: string, ctx = tenant) => {
  const used = browser(ctx);
  const end = await used.comeBack(await agree(await used.begin(), sub));
  return { ...used, end };
};
const member = async (email: string, ctx = tenant) =>
  createMember({ tenantId: ctx.tenant.id, email, name: 'Ann', password: TEST_PASSWORD, role: 'analyst' });
const REFUSED = '/sign-in?error=OIDC:FORBIDDEN';

describe('signing in through an identity provider', () => {
  test('a member is found by the verified e-mail, and by the identity from then on', async () => {
    const { sub, email } = person();
    people.set(sub, { email: email.toUpperCase(), email_verified: true });
    const { userId } = await member(email);
    const first = await enter(sub);
    expect(first.end).toBe('/machines');
    const ctx = await first.session();
    expect(ctx?.actor).toMatchObject({ kind: 'user', id: userId, role: 'analyst', email });
    expect(await controlDb().session.findMany({ where: { userId } })).toMatchObject([
      { tenantId: tenant.tenant.id, address: '10.2.2.2' },
    ]);
    people.set(sub, { email: 'married@id.example', email_verified: false });
    const second = await enter(sub);
    expect((await second.session())?.actor).toMatchObject({ id: userId, email });
    await endSession(ctx?.actor.kind === 'user' ? ctx.actor.sessionId : '');
    expect(await first.session()).toBeNull();
    expect(await second.session()).not.toBeNull();
    const { prisma } = await tenantDb(tenant.tenant);
    const entries = await prisma.auditEntry.findMany({ where: { actorId: userId }, orderBy: { id: 'asc' } });
    expect(entries.map(({ verb, result }) => `${verb} ${result}`)).toEqual([
      'account.link_identity done',
      'session.start done',
      'session.start done',
    ]);
  });

  test.each([
    ['an e-mail that is not verified', { email_verified: false }],
    ['no word on whether it is', { email_verified: undefined }],
    ['no e-mail', { email: undefined }],
  ])('%s finds nobody', async (_, claims) => {
    const { sub, email } = person();
    await member(email);
    people.set(sub, { email, email_verified: true, ...claims } as Person);
    const { end, session } = await enter(sub);
    expect(end).toBe(REFUSED);
    expect(await session()).toBeNull();
  });

  test('who is no member gets in nowhere, nor a member of another tenant; it is recorded', async () => {
    const { sub, email } = person();
    expect((await enter(sub)).end).toBe(REFUSED);
    await member(email, other);
    expect((await enter(sub)).end).toBe(REFUSED);
    const there = await enter(sub, other);
    expect(there.end).toBe('/machines');
    // Linked by now, and still no member here.
    expect((await enter(sub)).end).toBe(REFUSED);
    const { prisma } = await tenantDb(tenant.tenant);
    const entries = await prisma.auditEntry.findMany({ where: { actorName: email } });
    expect(entries.map(({ verb, result }) => `${verb} ${result}`)).toEqual(
      Array(3).fill('session.start refused'),
    );
  });

  test('an open invitation to the verified e-mail makes a member, without a password', async () => {
    const { sub, email } = person();
    await inviteMember(tenant.tenant, { email, role: 'viewer' });
    const expired = person();
    const { id } = await inviteMember(tenant.tenant, { email: expired.email, role: 'viewer' });
    await controlDb().invitation.update({ where: { id }, data: { expiresAt: new Date(0) } });
    expect((await enter(expired.sub)).end).toBe(REFUSED);
    const joined = await enter(sub);
    expect(joined.end).toBe('/machines');
    expect((await joined.session())?.actor).toMatchObject({ role: 'viewer', email, name: `Person ${sub}` });
    for (const password of ['', 'no account has this password', TEST_PASSWORD])
      await expect(
        signIn({ host: hostOf(tenant), email, password, address: '10.3.3.3', userAgent: null }),
      ).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    const owner = await freshMember(tenant, 'owner');
    const self = (await listMembers(owner.ctx)).find((one) => one.email === email);
    await removeMember(owner.ctx, self?.id ?? '');
    expect(await joined.session()).toBeNull();
    expect((await enter(sub)).end).toBe(REFUSED);
  });

  test('an e-mail that was given to somebody else does not open the account of whom it was', async () => {
    const { sub, email } = person();
    await member(email);
    await enter(sub);
    const heir = person({ email });
    expect((await enter(heir.sub)).end).toBe(REFUSED);
  });

  test('of two first sign-ins at once both find one account', async () => {
    const { sub, email } = person();
    await inviteMember(tenant.tenant, { email, role: 'viewer' });
    const both = await Promise.all([enter(sub), enter(sub)]);
    expect(both.map(({ end }) => end)).toEqual(['/machines', '/machines']);
    expect(await controlDb().user.count({ where: { email } })).toBe(1);
  });

  test('a suspended portal lets nobody in', async () => {
    const { sub, email } = person();
    await member(email, closed);
    await suspendTenant(closed.tenant.slug, true);
    expect((await enter(sub, closed)).end).toBe('/sign-in?error=OIDC:TENANT_SUSPENDED');
  });
});

describe('what was tampered with', () => {
  const FAILED = /^\/sign-in\?.*error=OAuthCallback$/;
  const prepared = async () => {
    const { sub, email } = person();
    await member(email);
    const used = browser(tenant);
    return { ...used, back: await agree(await used.begin(), sub) };
  };
  const nobody = async ({ session }: Pick<ReturnType<typeof browser>, 'session'>) =>
    expect(await session()).toBeNull();

  test('asks with PKCE, state and nonce', async () => {
    const url = new URL(await browser(tenant).begin());
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(url.searchParams.get(name), name).toBeTruthy();
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    expect(url.searchParams.get('redirect_uri')).toBe(callbackOf(tenant));
  });

  test('another state', async () => {
    const used = await prepared();
    expect(await used.comeBack(used.back.replace(/state=[^&]*/, 'state=forged'))).toMatch(FAILED);
    await nobody(used);
  });

  test.each(['next-auth.state', 'next-auth.nonce', 'next-auth.pkce.code_verifier'])(
    '%s of another attempt, none, or a made-up one',
    async (cookie) => {
      const another = browser(tenant);
      await another.begin();
      for (const value of [another.jar.get(cookie), undefined, 'forged']) {
        const used = await prepared();
        if (value === undefined) used.jar.delete(cookie);
        else used.jar.set(cookie, value);
        expect(await used.comeBack(used.back)).toMatch(FAILED);
        await nobody(used);
      }
    },
  );

  test('a code that was used, one that expired, and none', async () => {
    const used = await prepared();
    const cookies = new Map(used.jar);
    expect(await used.comeBack(used.back)).toBe('/machines');
    const again = browser(tenant);
    for (const [name, value] of cookies) again.jar.set(name, value);
    expect(await again.comeBack(used.back)).toMatch(FAILED);
    await nobody(again);

    const late = await prepared();
    const code = new URL(late.back).searchParams.get('code') ?? '';
    await (await identity.provider.AuthorizationCode.find(code))?.destroy();
    expect(await late.comeBack(late.back)).toMatch(FAILED);
    const none = await prepared();
    expect(await none.comeBack(none.back.replace(/code=[^&]*&?/, ''))).toMatch(FAILED);
  });

  test("a code for one tenant's host is worth nothing on another's", async () => {
    const used = await prepared();
    const elsewhere = browser(other);
    for (const [name, value] of used.jar) elsewhere.jar.set(name, value);
    expect(await elsewhere.comeBack(used.back.replace(hostOf(tenant), hostOf(other)))).toMatch(FAILED);
    await nobody(elsewhere);
  });

  test('a provider that names itself otherwise than the settings do', async () => {
    const used = await prepared();
    configure(identity.issuer.replace('localhost', '127.0.0.1'));
    expect(await used.comeBack(used.back)).toBe('/sign-in?error=OIDC:INVALID_CREDENTIALS');
    await nobody(used);
  });

  test('the person says no; the provider is away', async () => {
    const used = browser(tenant);
    await used.begin();
    const refusal = `${callbackOf(tenant)}?error=access_denied&state=x`;
    expect(await used.comeBack(refusal)).toMatch(/^\/sign-in\?.*error=Callback$/);
    configure('http://localhost:9');
    expect(await browser(tenant).begin()).toMatch(/error=OAuthSignin$/);
    configure(undefined);
    expect(await browser(tenant).begin()).not.toContain(identity.issuer);
  });
});
