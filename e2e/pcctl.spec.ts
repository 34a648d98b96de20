import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bearer, call } from './parts/call.ts';
import { demo } from './parts/demo.ts';
import { place } from './parts/place.ts';
import { NODE } from './parts/second-portal.ts';
import { expect, test } from './parts/test.ts';

test.describe.configure({ mode: 'serial' });
const password = 'a long enough password';
const host = `pcctl-${process.pid}`;
let home: string;
test.beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'perfanalysis-pcctl-'));
});
test.afterAll(() => rmSync(home, { recursive: true }));

interface Ended {
  code: number;
  out: string;
  error: Record<string, unknown> | null;
  json: () => Record<string, unknown>;
}

/** Runs pcctl as somebody with an empty home would. */
function pcctl(argv: string[], env: Record<string, string> = {}, input = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      NODE,
      ['agent/cli/pcctl.ts', '--json', ...argv],
      { env: { PATH: process.env.PATH, NODE_ENV: 'production', HOME: home, ...env } },
      (failure, out, err) => {
        const code = failure ? Number(failure.code) : 0;
        resolve({ code, out, error: failure ? JSON.parse(err) : null, json: () => JSON.parse(out) });
      },
    );
    child.stdin?.end(input);
  });
}

test('sign in, register a machine, make its key', async () => {
  const { tenant, email, password: own } = demo();
  const server = { PCCTL_SERVER: tenant };
  expect(await pcctl(['machines', 'list'], server)).toMatchObject({ code: 4 });
  expect(await pcctl(['login', '--email', email], server, 'wrong\n')).toMatchObject({
    code: 4,
    error: { error_code: 'INVALID_CREDENTIALS' },
  });
  const signedIn = await pcctl(['login', '--email', email], server, `${own}\n`);
  expect(signedIn.json()).toMatchObject({ server: tenant, user: { email, tenant: { slug: 'demo' } } });
  // From here on the portal of the sign-in is meant.
  expect((await pcctl(['ping'])).json()).toMatchObject({ server: tenant, as: 'user' });
  const registered = await pcctl(['machines', 'register', host, '--region', 'eu-1', '--tag', 'tier=web']);
  expect(registered.json()).toMatchObject({ machine_id: host, region: 'eu-1', tags: { tier: 'web' } });
  expect((await pcctl(['machines', 'list', '--tag', 'tier=web'])).json()).toMatchObject({
    machines: [{ machine_id: host, status: 'never' }],
  });
});

test('what an agent delivers with that key is exported to the byte, and reported', async () => {
  test.slow();
  const { tenant, apiKey } = demo();
  const made = (await pcctl(['keys', 'create', 'agent', '--scopes', 'ingest', '--machine', host])).json();
  const start = Math.floor(Date.now() / 1000) - 1;
  execFileSync(NODE, ['agent/cli/pcc.ts', '--spool', join(home, 'spool'), '--status', 'none'], {
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: 'production', HOME: home, PCC_MODE: 'trickle' },
      ...{ PCC_DURATION: '4s', PCC_FREQUENCY: '1s', PCC_LOGLEVEL: 'error' },
      ...{ PCC_SERVER: tenant, PCC_APIKEY: String(made.key), PCC_IDENTIFIER: host },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = Math.floor(Date.now() / 1000) + 1;
  expect((await pcctl(['status', host])).json()).toMatchObject({ status: 'online' });
  expect((await pcctl(['status'], { PCCTL_APIKEY: String(made.key) })).json()).toMatchObject({
    machine_id: host,
    online: true,
  });

  const range = ['--start', String(start), '--end', String(end)];
  const file = join(home, 'export.csv');
  const saved = await pcctl(['export', host, ...range, '-o', file]);
  const query = `machine_id=${host}&start=${start}&end=${end}`;
  const direct = await call(`${tenant}/api/v1/performance/export?${query}`, { headers: bearer(apiKey) });
  expect(direct.text.trim().split(/\r?\n/).length).toBeGreaterThan(2);
  expect(readFileSync(file, 'utf8')).toBe(direct.text);
  expect(saved.json()).toEqual({ file, bytes: Buffer.byteLength(direct.text) });

  const report = (await pcctl(['report', 'request', host, ...range, '--wait'])).json();
  expect(report).toMatchObject({ status: 'done', machine: { machine_id: host } });
  const pdf = join(home, 'report.pdf');
  expect(await pcctl(['report', 'download', String(report.id), '-o', pdf])).toMatchObject({ code: 0 });
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await pcctl(['report', 'list', '--machine', host])).json()).toMatchObject({
    reports: [{ id: report.id }],
  });
});

test('a key is rotated and revoked; then it is refused', async () => {
  const made = (await pcctl(['keys', 'create', 'reader', '--scopes', 'read'])).json();
  const next = (await pcctl(['keys', 'rotate', String(made.id)])).json();
  const { tenant } = demo();
  const list = (key: unknown) =>
    pcctl(['machines', 'list'], { PCCTL_SERVER: tenant, PCCTL_APIKEY: String(key) });
  for (const { key } of [made, next]) expect((await list(key)).code).toBe(0);
  expect((await pcctl(['keys', 'revoke', String(next.id)])).code).toBe(0);
  expect(await list(next.key)).toMatchObject({ code: 4, error: { error_code: 'API_KEY_REVOKED' } });
  expect(await list('pmk_wrong')).toMatchObject({ code: 4, error: { error_code: 'INVALID_API_KEY' } });
  const { api_keys } = (await pcctl(['keys', 'list'])).json();
  expect(api_keys).toContainEqual(expect.objectContaining({ id: next.id, status: 'revoked' }));
});

test("another tenant's machine is not there, nor is a sign-in good on its host", async ({ page }) => {
  const runTenant = (...args: string[]) =>
    execFileSync(NODE, ['scripts/tenant.ts', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATA_DIR: place().dataDir, PORT: String(place().port) },
    });
  const other = demo().tenant.replace('//demo.', '//ctl-other.');
  const printed = runTenant('create', 'ctl-other', '--owner', 'bob@other.example', '--name', 'Other');
  await page.goto(/http:\S+\/invite\/\S+/.exec(printed)?.[0] ?? '');
  await page.getByLabel('Name').fill('Bob');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: /Accept|Join|Create/ }).click();
  await page.getByRole('heading', { name: 'Fleet' }).or(page.getByLabel('E-mail')).waitFor();

  const signedIn = await pcctl(
    ['--server', other, 'login', '--email', 'bob@other.example'],
    {},
    `${password}\n`,
  );
  expect(signedIn.code).toBe(0);
  for (const command of [
    ['machines', 'show', host],
    ['export', host],
    ['report', 'request', host],
  ])
    expect(await pcctl([...command, '--server', other]), command.join(' ')).toMatchObject({
      code: 1,
      error: { error_code: 'NOT_FOUND' },
    });
  expect((await pcctl(['machines', 'list', '--server', other])).json()).toEqual({ machines: [] });

  const { access } = await tokens(`${other}/api/v1/auth/token`, { email: 'bob@other.example', password });
  const foreign = await call(`${demo().tenant}/api/v1/machines/list`, { headers: bearer(String(access)) });
  expect(foreign.json()).toMatchObject({ error_code: 'INVALID_TOKEN' });
  expect((await pcctl(['logout', '--server', other])).code).toBe(0);
  expect((await pcctl(['machines', 'list', '--server', other])).code).toBe(4);
  runTenant('delete', 'ctl-other', '--now', '--confirm', 'ctl-other');
});

async function tokens(url: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const answer = await call(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status, url).toBe(200);
  return answer.json();
}

test('the paths of the earlier system, with and without the slash, beside those of next-auth', async () => {
  const { tenant, email, password: own } = demo();
  for (const slash of ['', '/']) {
    const pair = await tokens(`${tenant}/api/auth/login${slash}`, { username: email, password: own });
    const next = await tokens(`${tenant}/api/auth/refresh${slash}`, { refresh: pair.refresh });
    const ended = await call(`${tenant}/api/v1/auth/token`, {
      method: 'DELETE',
      headers: bearer(String(next.access)),
    });
    expect(ended.status).toBe(204);
  }
  expect((await call(`${tenant}/api/auth/csrf`)).json()).toMatchObject({ csrfToken: expect.any(String) });
});
