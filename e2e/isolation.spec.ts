import { execFileSync } from 'node:child_process';
import { bearer, call } from './parts/call.ts';
import { demo, openMachine, signIn } from './parts/demo.ts';
import { place } from './parts/place.ts';
import { allowErrors, expect, test } from './parts/test.ts';

const runTenant = (...args: string[]): string =>
  execFileSync('node_modules/.bin/node', ['scripts/tenant.ts', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATA_DIR: place().dataDir, PORT: String(place().port) },
  });

test.describe.configure({ mode: 'serial' });
const password = 'a long enough password';
const acme = () => demo().tenant.replace('//demo.', '//acme.');

test('the operator makes a second tenant; its owner accepts the invitation and signs in', async ({
  page,
}) => {
  allowErrors(/status of 404 .*\/invite\//);
  const printed = runTenant('create', 'acme', '--owner', 'ann@acme.example', '--name', 'Acme Logistics');
  const link = /http:\S+\/invite\/\S+/.exec(printed)?.[0] ?? '';
  expect(link.startsWith(acme())).toBe(true);
  expect(runTenant('list')).toContain('acme');
  await page.goto(link);
  await expect(page.getByText('Acme Logistics').first()).toBeVisible();
  await page.getByLabel('Name').fill('Ann');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: /Accept|Join|Create/ }).click();
  await expect(page.getByRole('heading', { name: 'Fleet' }).or(page.getByLabel('E-mail'))).toBeVisible();
  if (page.url().includes('/sign-in')) {
    await page.getByLabel('E-mail').fill('ann@acme.example');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await expect(page.getByRole('heading', { name: 'Fleet' })).toBeVisible();
  await expect(page.getByText(demo().machine, { exact: true })).toHaveCount(0);
  // The link was good once.
  await page.goto(link);
  await expect(page.getByText(/not valid/i)).toBeVisible();
});

test("another tenant's pages are not there", async ({ page }) => {
  allowErrors(/status of 404 .*(\/machines\/|\/t\/demo)/);
  await page.goto(`${acme()}/sign-in`);
  await page.getByLabel('E-mail').fill('ann@acme.example');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
  for (const path of [`/machines/${demo().machine}`, `/t/demo`, `/t/demo/machines/${demo().machine}`]) {
    const response = await page.goto(`${acme()}${path}`);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByTestId('chart-cpu')).toHaveCount(0);
  }
});

test('a session of one tenant is none on another host', async ({ page, context, browser }) => {
  await openMachine(page);
  const cookies = await context.cookies();
  const other = await browser.newContext();
  await other.addCookies(cookies.map((cookie) => ({ ...cookie, domain: 'acme.localhost' })));
  const stranger = await other.newPage();
  await stranger.goto(acme());
  await expect(stranger).toHaveURL(/\/sign-in/);
  const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const { machine, tenant } = demo();
  for (const path of [`/api/v1/performance/export?machine_id=${machine}`, '/api/trpc/machines.list']) {
    expect((await call(`${tenant}${path}`, { headers: { cookie: header } })).status, path).toBe(200);
    expect((await call(`${acme()}${path}`, { headers: { cookie: header } })).status, path).toBe(401);
  }
  const live = await call(`${acme()}/api/v1/machines/${machine}/live`, { headers: { cookie: header } });
  expect(live.status).toBe(401);
  await other.close();
});

test("a key of one tenant is, on another's host, as unknown as a made-up one", async () => {
  const { apiKey, machine } = demo();
  const made = apiKey.replace(/^pmk_.{12}/, 'pmk_000000000000');
  const ask = async (key: string) => {
    const answer = await call(`${acme()}/api/v1/performance/export?machine_id=${machine}`, {
      headers: bearer(key),
    });
    const { request_id: _, ...body } = answer.json();
    return { status: answer.status, body };
  };
  const foreign = await ask(apiKey);
  expect(foreign).toMatchObject({ status: 401, body: { error_code: 'INVALID_API_KEY' } });
  expect(await ask(made)).toEqual(foreign);
});

test('a request from another site with our cookie changes nothing', async ({ page, context }) => {
  const { tenant, machine } = await signIn(page);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const json = { machine, start: new Date(Date.now() - 60_000), end: new Date() };
  const body = JSON.stringify({ json, meta: { values: { start: ['Date'], end: ['Date'] } } });
  const post = (origin: string) =>
    call(`${tenant}/api/trpc/reports.request`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body,
    });
  expect((await post('https://evil.example')).text).toContain('CSRF_ORIGIN');
  expect((await post(acme())).text).toContain('CSRF_ORIGIN');
  expect((await post(tenant)).status).toBe(200);
});

test('unknown hosts get a page that says so, and no API', async ({ page }) => {
  allowErrors(/status of 404 .*\/\/(nobody|a\.b)\.localhost/);
  const { portal } = demo();
  const { port } = new URL(portal);
  for (const host of ['nobody.localhost', 'a.b.localhost']) {
    const response = await page.goto(`http://${host}:${port}/`);
    expect(response?.status(), host).toBe(404);
    const answer = await call(`http://${host}:${port}/api/v1/trickle/status`, {
      headers: bearer(demo().machineKey),
    });
    expect(answer.json()).toMatchObject({ error_code: 'UNKNOWN_TENANT' });
  }
  expect((await page.goto(portal))?.status()).toBe(200);
  expect((await call(`http://127.0.0.1:${port}/`)).status).toBe(200);
  expect((await call(`http://DEMO.localhost.:${port}/sign-in`)).status).toBe(200);
});

test('a suspended tenant is shut, and opens again; a deleted one is gone', async () => {
  runTenant('suspend', 'acme');
  expect(runTenant('list')).toMatch(/acme\s+suspended/);
  runTenant('resume', 'acme');
  expect(() => runTenant('delete', 'acme', '--confirm', 'other')).toThrow();
  runTenant('delete', 'acme', '--now', '--confirm', 'acme');
  expect(runTenant('list')).not.toContain('acme');
  expect((await call(`${acme()}/`)).status).toBe(404);
});
