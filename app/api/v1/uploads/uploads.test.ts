import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { everyMs } from '#server/metrics/testing/make-snapshots.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { runUpload } from '#server/uploads/run-upload.ts';
import { makeCsv } from '#server/uploads/testing/make-csv.ts';
import * as content from './[upload]/content/route.ts';
import * as one from './[upload]/route.ts';
import * as uploads from './route.ts';

const URL_BASE = 'http://localhost:3000/api/v1/uploads';
const minute = Math.floor(Date.now() / 60_000) * 60_000 - 3600_000;
const csv = makeCsv(everyMs(minute, 2000, 1000));
const bytes = Buffer.from(csv);

type Caller = Record<string, string>;
let ctx: TenantContext;
let own: Caller;
let foreign: Caller;
let agent: Caller;
let agent2: Caller;
beforeAll(async () => {
  await installQueues();
  ctx = await freshTenant();
  const { id } = await registerMachine(ctx, { machine_id: 'server01' });
  const caller = async (
    tenant: TenantContext,
    scopes: ('write' | 'ingest' | 'read')[],
    machineId?: string,
  ) => ({
    apikey: (
      await createApiKey(tenant, { name: 'test', scopes, ...(machineId !== undefined && { machineId }) })
    ).key,
  });
  own = await caller(ctx, ['write', 'read']);
  agent = await caller(ctx, ['ingest'], id);
  agent2 = await caller(ctx, ['ingest'], id);
  foreign = await caller(await freshTenant(), ['write', 'read']);
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

const plan = (more: object = {}) => ({
  file_name: 'perf.csv',
  byte_count: bytes.length,
  machine_id: 'server01',
  ...more,
});
const begin = (body: unknown, headers = own) =>
  askRoute(uploads.POST, URL_BASE, { method: 'POST', headers, body });
const put = (upload: string, offset: number, body: Uint8Array, headers = own) =>
  askRoute(content.PUT, `${URL_BASE}/${upload}/content?offset=${offset}`, {
    method: 'PUT',
    headers,
    body: new Uint8Array(body),
    params: { upload },
  });
const show = (upload: string, headers = own) => askRoute(one.GET, URL_BASE, { headers, params: { upload } });
const remove = async (upload: string, headers = own) =>
  (
    await one.DELETE(
      new Request(URL_BASE, { method: 'DELETE', headers: { host: 'localhost', ...headers } }),
      {
        params: Promise.resolve({ upload }),
      },
    )
  ).status;
const work = (uploadId: string) =>
  runUpload({ ...ctx, actor: { kind: 'job', id: randomUUID() } }, { uploadId, lastTry: true });

describe('a file in pieces', () => {
  test('is announced, sent, stored by the worker, and need not be sent again', async () => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { status, headers, body } = await begin(plan({ sha256 }));
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { status: 'receiving', received_bytes: 0, part_bytes: 4 * 1024 * 1024, machine_id: 'server01' },
    });
    const id = String(body?.upload_id);
    expect(headers.get('location')).toBe(`/api/v1/uploads/${id}`);
    expect(await put(id, 0, bytes.subarray(0, 1000))).toMatchObject({
      status: 200,
      body: { status: 'receiving', received_bytes: 1000 },
    });
    for (const offset of [0, 999, 1001])
      expect(await put(id, offset, bytes.subarray(offset))).toMatchObject({
        status: 409,
        body: { error_code: 'CONFLICT', details: { expected: 1000 } },
      });
    expect(await put(id, 1000, Buffer.concat([bytes.subarray(1000), Buffer.from('x')]))).toMatchObject({
      status: 400,
      body: { error_code: 'LENGTH_MISMATCH' },
    });
    expect((await put(id, 1000, bytes.subarray(1000))).body).toMatchObject({ status: 'queued' });
    expect((await put(id, bytes.length, bytes)).status).toBe(409);
    await work(id);
    const done = await show(id);
    expect(done.body).toMatchObject({
      status: 'done',
      progress: 1,
      finished_at: expect.any(String),
      result: { records_processed: 2000, machine_id: 'server01', upload_id: id, duplicate_of: null },
    });
    await work(id);
    expect((await show(id)).body).toEqual(done.body);
    const again = await begin(plan({ sha256 }));
    expect(again).toMatchObject({ status: 200, body: { status: 'done', result: { duplicate_of: id } } });
    expect(await remove(id)).toBe(409);
  });

  test('of two senders at once one goes on', async () => {
    const id = String((await begin(plan())).body?.upload_id);
    const answers = await Promise.all([0, 1, 2].map(() => put(id, 0, bytes.subarray(0, 5000))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await show(id)).body).toMatchObject({ received_bytes: 5000 });
    expect(await remove(id)).toBe(204);
    expect((await show(id)).status).toBe(404);
  });

  test('that is not what was announced fails, and says so', async () => {
    const id = String((await begin(plan({ sha256: '0'.repeat(64) }))).body?.upload_id);
    await put(id, 0, bytes);
    await work(id);
    expect((await show(id)).body).toMatchObject({
      status: 'failed',
      error: { error_code: 'LENGTH_MISMATCH' },
    });
    expect(await remove(id)).toBe(204);
  });

  test('with bad rows fails with all that is to be said of them', async () => {
    const bad = Buffer.from(csv.replace(/,8000,/, ',-1,'));
    const id = String((await begin(plan({ byte_count: bad.length }))).body?.upload_id);
    await put(id, 0, bad);
    await work(id);
    expect((await show(id)).body).toMatchObject({
      status: 'failed',
      error: { error_code: 'INVALID_ROWS', details: { rows_bad: 1 } },
    });
  });
});

test('foreign uploads are not there; agents see and end what is theirs', async () => {
  const id = String((await begin(plan())).body?.upload_id);
  const missing = [randomUUID(), 'nonsense', '\0'];
  const answers = [];
  for (const upload of [id, ...missing])
    for (const answer of [await show(upload, foreign), await put(upload, 0, bytes, foreign)])
      answers.push([answer.status, answer.body?.error_code, answer.body?.message]);
  expect(new Set(answers.map(String))).toEqual(new Set(['404,NOT_FOUND,There is no such upload here.']));
  expect(await remove(id, foreign)).toBe(404);
  expect((await askRoute(uploads.GET, URL_BASE, { headers: foreign })).body).toEqual({
    uploads: [],
    next_cursor: null,
  });

  const mine = String((await begin({ file_name: 'a', byte_count: 5 }, agent)).body?.upload_id);
  expect((await show(mine, agent)).body).toMatchObject({ machine_id: 'server01' });
  for (const upload of [mine, id]) expect((await show(upload, agent2)).status).toBe(404);
  expect((await put(mine, 0, Buffer.from('abc'), agent2)).status).toBe(404);
  const list = await askRoute(uploads.GET, URL_BASE, { headers: agent });
  expect(list.body).toMatchObject({ uploads: [{ upload_id: mine }], next_cursor: null });
  expect((await begin({ file_name: 'a', byte_count: 5, machine_id: 'server02' }, agent)).body).toMatchObject({
    error_code: 'MACHINE_MISMATCH',
  });
  expect(await remove(mine, own)).toBe(204);
});

test('the list comes in pages, newest first', async () => {
  const ids = [];
  for (const file_name of ['1', '2', '3'])
    ids.push((await begin({ file_name, byte_count: 1, machine_id: 'server01' })).body?.upload_id);
  const page = async (query: string) =>
    (await askRoute(uploads.GET, `${URL_BASE}?${query}`, { headers: own })).body as {
      uploads: { upload_id: string; file_name: string }[];
      next_cursor: string | null;
    };
  const first = await page('limit=2');
  const second = await page(`limit=2&cursor=${first.next_cursor}`);
  const seen = [...first.uploads, ...second.uploads].map(({ upload_id }) => upload_id);
  expect(seen.slice(0, 3).sort()).toEqual([...ids].sort());
  expect(new Set(seen).size).toBe(seen.length);
  for (const query of ['cursor=x', 'cursor=1.2', 'limit=0', 'limit=201'])
    expect((await askRoute(uploads.GET, `${URL_BASE}?${query}`, { headers: own })).status).toBe(400);
});

test.each([
  ['no name', { byte_count: 5 }, 400, 'INVALID_INPUT'],
  ['no bytes', { file_name: 'a', byte_count: 0 }, 400, 'INVALID_INPUT'],
  ['half a byte', { file_name: 'a', byte_count: 0.5 }, 400, 'INVALID_INPUT'],
  ['too many bytes', plan({ byte_count: 104_857_601 }), 413, 'FILE_TOO_LARGE'],
  ['no SHA-256', plan({ sha256: 'abc' }), 400, 'INVALID_INPUT'],
  ['an unknown machine', plan({ machine_id: 'nobody' }), 403, 'MACHINE_NOT_REGISTERED'],
  ['NUL', plan({ machine_id: 'a\0' }), 400, 'INVALID_INPUT'],
  ['another kind of counters', plan({ counters: 'both' }), 400, 'INVALID_INPUT'],
  ['no JSON', '{', 400, 'INVALID_JSON'],
])('%s: no upload', async (_, body, status, code) => {
  expect(await begin(body)).toMatchObject({ status, body: { error_code: code } });
});

describe('over a connection', () => {
  let server: Server;
  const answered: Promise<unknown>[] = [];
  beforeAll(async () => {
    // As Next calls it: the body is the connection itself.
    server = createServer((request, response) => {
      const upload = (request.url ?? '').split('/')[4] ?? '';
      const init = { method: 'PUT', headers: request.headers, body: request, duplex: 'half' };
      const asked = new Request(`http://localhost${request.url}`, init as unknown as RequestInit);
      answered.push(
        content.PUT(asked, { params: Promise.resolve({ upload }) }).then(async (answer) => {
          response.writeHead(answer.status);
          response.end(await answer.text());
        }),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  const open = (upload: string, length: number) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      `PUT /api/v1/uploads/${upload}/content?offset=0 HTTP/1.1\r\nHost: localhost\r\napikey: ${own.apikey}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`,
    );
    return socket;
  };

  test('that breaks, what arrived counts', async () => {
    const id = String((await begin(plan())).body?.upload_id);
    const socket = open(id, bytes.length);
    await new Promise((resolve) => socket.write(bytes.subarray(0, 70_000), resolve));
    // The server has it all before the connection breaks.
    await expect.poll(() => answered.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    await Promise.allSettled(answered);
    expect((await show(id)).body).toMatchObject({ status: 'receiving', received_bytes: 70_000 });
    expect((await put(id, 70_000, bytes.subarray(70_000))).body).toMatchObject({ status: 'queued' });
  });

  test('that brings too much, the answer comes all the same', async () => {
    const id = String((await begin(plan({ byte_count: 50_000_000 }))).body?.upload_id);
    const socket = open(id, 17 * 1024 ** 2);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(Buffer.alloc(100_000));
    await expect.poll(() => answer).toContain('BODY_TOO_LARGE');
    socket.destroy();
  });
});
