import type { ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { pickFreePort } from '../server/db/embedded/pick-free-port.ts';
import { makeSnapshots } from '../server/metrics/testing/make-snapshots.ts';
import { bearer, call } from './parts/call.ts';
import { CONTRACT_HEAD } from './parts/contract-head.ts';
import { openEvents } from './parts/open-events.ts';
import { signInByForm } from './parts/sign-in-by-form.ts';
import { METRICS_TOKEN, type Production, startProduction } from './parts/start-production.ts';
import { expect, test } from './parts/test.ts';

// Two portals that share nothing but the database, a worker, and a proxy in front that hands requests out in turn.
test.describe.configure({ mode: 'serial' });

const json = { 'content-type': 'application/json' };
let production: Production;
let worker: ChildProcess;
let workerPort = 0;
let cookie = '';
/** Ends a process as an orchestrator does, and gives how it ended. */
function stop(child: ChildProcess): Promise<unknown[]> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  return ended;
}
/** What a member's browser sends. */
const member = () => ({ cookie, origin: production.site, ...json });
const admin = () => ({ ...bearer(production.demo.apiKey), ...json });

test.beforeAll(async () => {
  test.setTimeout(600_000);
  production = await startProduction();
  workerPort = await pickFreePort();
  worker = production.startWorker({ WORKER_PORT: String(workerPort) });
});
test.afterAll(() => production.close());

test('one sign-in is good at both; a sign-out at one is a sign-out at the other', async () => {
  const { ask, demo } = production;
  // The form is begun at one portal, sent to the other, and the session is asked for at both.
  cookie = await signInByForm(ask, demo);
  expect(cookie).toMatch(/^__Host-/);
  const statuses = async (headers: Record<string, string>) =>
    Promise.all(
      [0, 1].map(async (portal) => (await ask('/api/v1/machines/list', { portal, headers })).status),
    );
  expect(await statuses(member())).toEqual([200, 200]);

  const signedIn = await ask('/api/v1/auth/token', {
    portal: 0,
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email: demo.email, password: demo.password }),
  });
  const token = bearer(String(signedIn.json().access));
  expect(await statuses(token)).toEqual([200, 200]);
  expect((await ask('/api/v1/auth/token', { portal: 1, method: 'DELETE', headers: token })).status).toBe(204);
  expect(await statuses(token)).toEqual([401, 401]);
  expect(await statuses(member())).toEqual([200, 200]);
});

test('a live stream that one portal serves moves with what the other takes in', async () => {
  const { ask, demo, site, proxyPort } = production;
  const path = `${site}/api/v1/machines/${encodeURIComponent(demo.machine)}/live`;
  const live = await openEvents(path, proxyPort, { ...member(), 'x-portal': '0' });
  expect(live.status).toBe(200);
  const stream = randomUUID();
  const seen = () => live.text().match(/^event: samples$/gm)?.length ?? 0;
  for (const [index, portal] of [1, 0, 1].entries()) {
    const at = Date.now() - 10_000 + index * 2000;
    const answer = await ask('/api/v1/trickle', {
      portal,
      method: 'POST',
      headers: { apikey: demo.machineKey, ...json },
      body: JSON.stringify({
        stream,
        first_seq: 1 + index * 2,
        snapshots: makeSnapshots([at, at + 1000], at - 100_000).map(({ records }) => ({ records })),
      }),
    });
    expect([answer.status, answer.json().acked_through], answer.text).toEqual([200, 2 + index * 2]);
    await expect.poll(seen).toBe(index + 1);
  }
  live.close();
});

test('limits are those of both together', async () => {
  const { ask } = production;
  // Changes by one key: 60 a minute, exact but for the first share of the second process.
  const made = await ask('/api/v1/api-keys', {
    method: 'POST',
    headers: admin(),
    body: JSON.stringify({ name: 'busy', scopes: ['write'] }),
  });
  const headers = { ...bearer(String(made.json().key)), ...json };
  const statuses: number[] = [];
  for (let i = 0; i < 80; i++) {
    const { status } = await ask('/api/v1/machines/nobody', {
      method: 'PATCH',
      headers,
      body: '{}',
      portal: i % 2,
    });
    statuses.push(status);
  }
  const passed = statuses.filter((status) => status !== 429).length;
  expect(passed).toBeGreaterThanOrEqual(60);
  expect(passed).toBeLessThanOrEqual(66);

  // Passwords: five a minute by account and address, to the attempt.
  const tries = [];
  for (let i = 0; i < 7; i++) {
    const body = JSON.stringify({ email: 'nobody@demo.example', password: 'a wrong password' });
    tries.push(
      (await ask('/api/v1/auth/token', { portal: i % 2, method: 'POST', headers: json, body })).status,
    );
  }
  expect(tries).toEqual([401, 401, 401, 401, 401, 429, 429]);
});

test('a file arrives in pieces at whichever portal, neither having it on its disk, and the worker stores it', async () => {
  const { ask } = production;
  const rows = 60_000;
  const last = Math.floor(Date.now() / 1000);
  const lines = Array.from(
    { length: rows },
    (_, row) => `${last - rows + row},pieces,${row % 90},5,5,16000,6000,10000,1000,2000,3000,4000`,
  );
  const file = Buffer.from(`${CONTRACT_HEAD}\n${lines.join('\n')}\n`);
  const registered = { method: 'POST', headers: admin(), body: '{"machine_id":"pieces"}' };
  expect((await ask('/api/v1/machines/register', registered)).status).toBe(201);
  const announced = await ask('/api/v1/uploads', {
    portal: 0,
    method: 'POST',
    headers: admin(),
    body: JSON.stringify({
      file_name: 'pieces.csv',
      byte_count: file.length,
      sha256: createHash('sha256').update(file).digest('hex'),
    }),
  });
  expect(announced.status, announced.text).toBe(201);
  const path = `/api/v1/uploads/${announced.json().upload_id}`;
  const part = Math.ceil(file.length / 5);
  const put = (offset: number, portal: number) =>
    ask(`${path}/content?offset=${offset}`, {
      portal,
      method: 'PUT',
      headers: { ...bearer(production.demo.apiKey), 'content-type': 'application/octet-stream' },
      body: file.subarray(offset, offset + part),
    });
  for (let index = 0; index < 5; index++) {
    const sent = await put(index * part, (index + 1) % 2);
    expect(sent.status, sent.text).toBe(200);
    // Sent again to the other: it knows what it has.
    if (index === 2) {
      const again = await put(index * part, index % 2);
      expect([again.status, again.json().details], again.text).toMatchObject([409, { expected: 3 * part }]);
    }
  }
  const seen = new Set<string>();
  const state = async () => {
    const [one, two] = await Promise.all([0, 1].map((portal) => ask(path, { portal, headers: admin() })));
    seen.add(String(one?.json().status)).add(String(two?.json().status));
    return one?.json().status === 'done' ? two?.json().status : one?.json().status;
  };
  await expect.poll(state, { timeout: 60_000 }).toBe('done');
  expect(seen).not.toContain('failed');
  for (const portal of [0, 1]) {
    const stats = await ask(`/api/v1/machines/pieces/metrics/stats?start=${last - rows}&end=${last}`, {
      portal,
      headers: admin(),
    });
    expect(stats.json().samples, stats.text).toBe(rows);
  }
});

test('a report that one portal was asked for is made by the worker; the other tells how far, and has the file', async () => {
  const { ask } = production;
  const end = Date.now();
  const asked = await ask('/api/v1/reports', {
    portal: 0,
    method: 'POST',
    headers: admin(),
    body: JSON.stringify({ machine_id: 'pieces', start: end - 60_000_000, end }),
  });
  expect(asked.status, asked.text).toBe(202);
  const path = `/api/v1/reports/${asked.json().id}`;
  const progress: number[] = [];
  await expect
    .poll(
      async () => {
        const shown = (await ask(path, { portal: 1, headers: admin() })).json();
        progress.push(Number(shown.progress));
        return shown.status;
      },
      { timeout: 80_000, intervals: [100] },
    )
    .toBe('done');
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  for (const portal of [0, 1]) {
    const file = await ask(`${path}/download`, { portal, headers: admin() });
    expect([file.status, file.headers['content-type'], file.text.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
  }
});

test('what is changed at one is so at the other at once: names, preferences, keys, suspension', async () => {
  const { ask, run } = production;
  for (const [index, name] of ['first', 'second', 'third'].entries()) {
    const body = JSON.stringify({ display_name: name });
    const portal = index % 2;
    await ask('/api/v1/machines/pieces', { portal, method: 'PATCH', headers: admin(), body });
    const shown = await ask('/api/v1/machines/pieces', { portal: 1 - portal, headers: admin() });
    expect(shown.json().display_name, shown.text).toBe(name);

    const theme = ['dark', 'light', 'dark'][index];
    const saved = await ask('/api/trpc/preferences.save', {
      portal,
      method: 'POST',
      headers: member(),
      body: JSON.stringify({ json: { theme } }),
    });
    expect(saved.status, saved.text).toBe(200);
    const read = await ask('/api/trpc/preferences.show', { portal: 1 - portal, headers: member() });
    expect(read.text).toContain(`"theme":"${theme}"`);

    const made = await ask('/api/v1/api-keys', {
      portal,
      method: 'POST',
      headers: admin(),
      body: JSON.stringify({ name, scopes: ['read'] }),
    });
    const headers = bearer(String(made.json().key));
    const use = (at: number) => ask('/api/v1/machines/list', { portal: at, headers });
    expect([(await use(0)).status, (await use(1)).status]).toEqual([200, 200]);
    await ask(`/api/v1/api-keys/${made.json().id}`, { portal, method: 'DELETE', headers: admin() });
    const refused = await use(1 - portal);
    expect([refused.status, refused.json().error_code]).toEqual([401, 'API_KEY_REVOKED']);
  }
  const both = async () =>
    Promise.all(
      [0, 1].map(async (portal) => (await ask('/api/v1/machines/list', { portal, headers: admin() })).status),
    );
  run('tenant', 'suspend', 'demo');
  expect(await both()).toEqual([403, 403]);
  run('tenant', 'resume', 'demo');
  expect(await both()).toEqual([200, 200]);
});

test('behind the proxy: http is led to https, browsers are bound to it, and a stranger is not believed', async () => {
  const { ask, site, portals } = production;
  const plain = await ask('/machines?range=5m', { headers: { 'x-scheme': 'http' } });
  expect([plain.status, plain.headers.location]).toEqual([308, `${site}/machines?range=5m`]);
  for (const path of ['/sign-in', '/api/v1/machines/list', '/nonsense']) {
    const { headers } = await ask(path);
    expect(headers['strict-transport-security'], path).toBe('max-age=63072000; includeSubDomains');
  }
  // Not through the proxy: from an address that is none of ours, what it forwards is not heard.
  const direct = (headers: Record<string, string>, localAddress: string) =>
    new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
      const { port } = portals[0] ?? {};
      request(
        { host: '127.0.0.1', port, localAddress, path: '/sign-in', agent: false, headers },
        (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode, location: answer.headers.location });
        },
      )
        .on('error', reject)
        .end();
    });
  const { host } = new URL(site);
  const forwarded = { host: 'nobody.example', 'x-forwarded-host': host, 'x-forwarded-proto': 'http' };
  expect(await direct(forwarded, '127.0.0.1')).toEqual({ status: 308, location: `${site}/sign-in` });
  expect(await direct(forwarded, '127.0.0.2')).toMatchObject({ status: 404 });
  expect(await direct({ host }, '127.0.0.2')).toMatchObject({ status: 200 });
});

test('readiness and figures are told by each process, for the token alone', async () => {
  const { ask } = production;
  const told = (text: string, figure: string) => {
    const line = text.split('\n').find((one) => one.startsWith(`perfanalysis_${figure} `));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };
  for (const portal of [0, 1]) {
    const ready = await ask('/api/ready', { portal });
    expect([ready.status, ready.json().status], ready.text).toEqual([200, 'ready']);
    expect((await ask('/metrics', { portal })).status).toBe(404);
    const { text } = await ask('/metrics', { portal, headers: bearer(METRICS_TOKEN) });
    // Two of the three deliveries went to the second.
    expect(told(text, 'deliveries_total{result="stored"}')).toBe(1 + portal);
    expect(told(text, 'delivered_snapshots_total')).toBe(2 + 2 * portal);
    expect(told(text, 'query_seconds_count')).toBeGreaterThan(0);
    expect(told(text, 'http_request_seconds_count{area="trickle",status="2xx"}')).toBe(1 + portal);
    expect(told(text, 'tenant_connections{state="idle"}')).toBeGreaterThan(0);
    expect(told(text, 'seal_lag_seconds')).toBe(0);
    expect(told(text, 'workers')).toBe(1);
  }
  const url = `http://127.0.0.1:${workerPort}`;
  expect((await call(`${url}/api/health`)).status).toBe(200);
  expect((await call(`${url}/metrics`)).status).toBe(404);
  const { text } = await call(`${url}/metrics`, { headers: bearer(METRICS_TOKEN) });
  expect(told(text, 'uploads_total{result="stored"}')).toBe(1);
  expect(told(text, 'uploaded_rows_total')).toBe(60_000);
});

/** Sends the beginning of a file to a portal, and waits until it must have come. */
async function beginUpload(port: number): Promise<ClientRequest> {
  const { demo, site } = production;
  const upload = request({
    host: '127.0.0.1',
    port,
    method: 'POST',
    path: '/api/v1/performance/upload?file_name=slow.csv',
    agent: false,
    headers: { host: new URL(site).host, ...bearer(demo.apiKey), 'content-type': 'text/csv' },
  });
  upload.on('error', () => {});
  upload.write(`${CONTRACT_HEAD}\n`);
  // What is sent later is answered.
  await expect.poll(() => isUp(port)).toBe(true);
  return upload;
}
const isUp = (port: number) =>
  openEvents(`${production.site}/api/ready`, port, {}).then(
    ({ status }) => status === 200,
    () => false,
  );

test('a portal that is stopped ends its streams, finishes a slow upload, and takes nothing new', async () => {
  const { demo, site } = production;
  const { process: portal, port } = await production.startPortal();
  const path = `${site}/api/v1/machines/${encodeURIComponent(demo.machine)}/live`;
  const live = await openEvents(path, port, { ...member(), 'x-forwarded-proto': 'https' });
  expect(live.status).toBe(200);
  await expect.poll(live.text).toContain('retry:');
  const upload = await beginUpload(port);
  const answered = once(upload, 'response');
  portal.kill('SIGTERM');
  expect(await live.ended).toBe('ended');
  expect(await isUp(port)).toBe(false);
  const time = Math.floor(Date.now() / 1000) - 60;
  upload.end(`${time},pieces,1,2,97,16000,6000,10000,1000,2000,3000,4000\n`);
  const [answer] = await answered;
  expect(answer.statusCode).toBe(201);
  answer.resume();
  expect(await once(portal, 'exit')).toEqual([0, null]);
});

test('a second signal does not wait', async () => {
  const { process: portal, port } = await production.startPortal();
  const upload = await beginUpload(port);
  portal.kill('SIGTERM');
  await expect.poll(() => isUp(port)).toBe(false);
  expect(await stop(portal)).toEqual([null, 'SIGTERM']);
  upload.destroy();
});

test('workers that are stopped finish the reports they make; what waits, the next one makes', async () => {
  test.setTimeout(240_000);
  const { ask } = production;
  await stop(worker);
  const own = [production.startWorker(), production.startWorker()];
  const workers = async () => {
    const { text } = await ask('/metrics', { headers: bearer(METRICS_TOKEN) });
    return /^perfanalysis_workers (\d+)$/m.exec(text)?.[1];
  };
  await expect.poll(workers, { timeout: 60_000 }).toBe('2');
  const end = Date.now();
  const ids = await Promise.all(
    Array.from({ length: 4 }, async (_, index) => {
      const asked = await ask('/api/v1/reports', {
        method: 'POST',
        headers: admin(),
        body: JSON.stringify({ machine_id: 'pieces', start: end - 50_000_000 + index, end }),
      });
      return String(asked.json().id);
    }),
  );
  const count = async (status: string) => {
    const shown = await Promise.all(ids.map((id) => ask(`/api/v1/reports/${id}`, { headers: admin() })));
    return shown.filter((answer) => answer.json().status === status).length;
  };
  await expect.poll(() => count('running'), { timeout: 60_000, intervals: [50] }).toBeGreaterThan(0);
  expect(await Promise.all(own.map(stop))).toEqual([
    [0, null],
    [0, null],
  ]);
  // None was dropped half-way.
  expect(await count('running')).toBe(0);
  expect(await count('done')).toBeGreaterThan(0);
  production.startWorker();
  await expect.poll(() => count('done'), { timeout: 80_000 }).toBe(4);
});
