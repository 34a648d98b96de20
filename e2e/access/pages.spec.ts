import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { call } from '../parts/call.ts';
import { demo } from '../parts/demo.ts';
import { place } from '../parts/place.ts';
import { NODE } from '../parts/second-portal.ts';
import { signInByForm } from '../parts/sign-in-by-form.ts';
import { expect, test } from '../parts/test.ts';

/**
 * Every page of a tenant's portal: `public`, or for a `session`; `names` is what its path names. A page without a row
 * fails the suite.
 */
const PAGES: Readonly<Record<string, { open: 'public' | 'session'; names?: 'machine' | 'report' }>> = {
  '/': { open: 'session' },
  '/add-machine': { open: 'session' },
  '/api-docs': { open: 'session' },
  '/invite/[token]': { open: 'public' },
  '/live': { open: 'session' },
  '/machines/[machine]': { open: 'session', names: 'machine' },
  '/reports': { open: 'session' },
  '/reports/new': { open: 'session' },
  '/reports/schedules': { open: 'session' },
  '/reports/[report]': { open: 'session', names: 'report' },
  '/shared/[token]': { open: 'public' },
  '/account': { open: 'session' },
  '/api-keys': { open: 'session' },
  '/collections': { open: 'session' },
  '/compare': { open: 'session' },
  '/audit': { open: 'session' },
  '/members': { open: 'session' },
  '/sessions': { open: 'session' },
  '/settings': { open: 'session' },
  '/forgot': { open: 'public' },
  '/reset/[token]': { open: 'public' },
  '/sign-in': { open: 'public' },
  '/uploads': { open: 'session' },
};

const SLUG = `pages-${process.pid}`;
const runTenant = (...args: string[]): string =>
  execFileSync(NODE, ['scripts/tenant.ts', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATA_DIR: place().dataDir, PORT: String(place().port) },
  });

let other = '';
let stranger = '';
let member = '';
const foreign = { machine: '', report: '' };

test.beforeAll(async () => {
  const account = { email: 'eve@pages.example', password: 'a long enough password' };
  const printed = runTenant('create', SLUG, '--owner', account.email, '--name', 'Pages');
  other = demo().tenant.replace('//demo.', `//${SLUG}.`);
  const token = /\/invite\/(\S+)/.exec(printed)?.[1];
  const json = { origin: other, 'content-type': 'application/json' };
  const accepted = await call(`${other}/api/trpc/invitations.accept`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ json: { token, name: 'Eve', password: account.password } }),
  });
  expect(accepted.status, accepted.text).toBe(200);
  stranger = await signInByForm((path, options) => call(`${other}${path}`, options), account);
  member = await signInByForm((path, options) => call(`${demo().tenant}${path}`, options), demo());
  const post = async (path: string, body: object) => {
    const headers = { ...json, cookie: stranger };
    return (await call(`${other}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  foreign.machine = String((await post('/api/v1/machines/register', { machine_id: 'theirs' })).id);
  const range = { start: new Date(Date.now() - 3_600_000), end: new Date() };
  foreign.report = String((await post('/api/v1/reports', { machine_id: 'theirs', ...range })).id);
  for (const id of Object.values(foreign)) expect(id).toMatch(/^[0-9a-f-]{36}$/);
});
test.afterAll(() => {
  runTenant('delete', SLUG, '--now', '--confirm', SLUG);
});

test('every page has a row, and every row its page', () => {
  const files = globSync('app/t/[[]tenant]/**/page.tsx');
  const paths = files.map((file) => {
    const parts = file.split('/').slice(3, -1);
    return `/${parts.filter((part) => !part.startsWith('(')).join('/')}`;
  });
  expect(paths.length).toBeGreaterThan(8);
  expect(Object.keys(PAGES).sort()).toEqual(paths.sort());
});

const session = Object.entries(PAGES).filter(([, { open }]) => open === 'session');

test('without a session on this host every page leads to the sign-in, and tells nothing', async () => {
  const { tenant, machine } = demo();
  for (const [path] of session) {
    const asked = path.replace('[machine]', encodeURIComponent(machine)).replace('[report]', randomUUID());
    for (const [who, headers] of [
      ['nobody', {}],
      ["another tenant's session", { cookie: stranger }],
      ['a forged cookie', { cookie: 'perfanalysis.session=forged' }],
    ] as const)
      for (const more of [{}, { rsc: '1' }] as Record<string, string>[]) {
        const answer = await call(`${tenant}${asked}`, { headers: { ...headers, ...more } });
        const what = `${path} ${who} ${JSON.stringify(more)}`;
        expect.soft(answer.status, what).toBe(307);
        // Next asks for its own parameter first.
        expect.soft(String(answer.headers.location), what).toMatch(/^\/sign-in(\?|$)|\?_rsc$/);
        expect.soft(answer.text, what).not.toMatch(/Demo owner|cpu_user|last_seen/);
      }
  }
});

test("a member sees every page of the own portal, and none of another's", async () => {
  const { tenant, machine } = demo();
  for (const [path, { names }] of session) {
    if (names === 'report') continue;
    const asked = path.replace('[machine]', encodeURIComponent(machine));
    expect.soft((await call(`${tenant}${asked}`, { headers: { cookie: member } })).status, path).toBe(200);
    // By the folder in which they lie, on any host.
    for (const [host, cookie] of [
      [tenant, member],
      [other, stranger],
      [demo().portal, member],
    ] as const) {
      const answer = await call(`${host}/t/demo${asked}`, { headers: { cookie } });
      expect.soft(answer.status, `${host} /t/demo${asked}`).toBe(404);
      expect.soft(answer.text).not.toMatch(/Demo owner|cpu_user|last_seen/);
    }
  }
});

test("another tenant's things are as little there as made-up ones", async () => {
  const { tenant } = demo();
  for (const [path, { names }] of session) {
    if (names === undefined) continue;
    const ask = async (id: string) => {
      const answer = await call(`${tenant}${path.replace(/\[\w+\]/, id)}`, { headers: { cookie: member } });
      // What is to be seen: the rest is numbered anew with every answer.
      const seen = answer.text.replace(/<script.*?<\/script>/gs, '').replace(/<[^>]*>/g, ' ');
      return { status: answer.status, seen: seen.replaceAll(id, '<asked>').replace(/\s+/g, ' ') };
    };
    const real = await ask(foreign[names]);
    expect(real.status, path).toBe(404);
    expect(await ask(randomUUID()), path).toEqual(real);
  }
});
