import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { scratchFolder } from '#server/metrics/duckdb/data-folders.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { everyMs } from '#server/metrics/testing/make-snapshots.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { makeCsv } from '#server/uploads/testing/make-csv.ts';
import { POST } from './route.ts';

const URL_BASE = 'http://localhost:3000/api/v1/performance/upload';
const DAY = 24 * 3600 * 1000;
/** Noon, so that a few hours are one day. */
const noon = Math.floor(Date.now() / DAY) * DAY - 5 * DAY + DAY / 2;
const BOUNDARY = 'the-boundary';
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

let ctx: TenantContext;
let server01: string;
/** Each has a key of its own: keys may hand in 30 files a minute. */
const newKey = async (
  options: { machineId?: string; tenant?: TenantContext; scopes?: ('ingest' | 'read')[] } = {},
) =>
  (
    await createApiKey(options.tenant ?? ctx, {
      name: 'test',
      scopes: options.scopes ?? ['ingest', 'read'],
      ...(options.machineId !== undefined && { machineId: options.machineId }),
    })
  ).key;
beforeAll(async () => {
  ctx = await freshTenant();
  server01 = (await registerMachine(ctx, { machine_id: 'server01' })).id;
  await registerMachine(ctx, { machine_id: 'server02' });
});

type Part = { name: string; value: string | Uint8Array; filename?: string };
const file = (value: string | Uint8Array, filename = 'perf.csv'): Part => ({ name: 'file', value, filename });
const field = (name: string, value: string): Part => ({ name, value });
/** A form as it goes over the wire. */
const encode = (...parts: Part[]): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ name, value, filename }) => [
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n\r\n`,
      ),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);

/** A form whose file unfolds to 110 MiB: gzip may be in several parts, so one piece of it is packed once. */
const bomb = (): Buffer => {
  const form = encode(file(''));
  const at = form.lastIndexOf(`\r\n--${BOUNDARY}--`);
  const piece = gzipSync(Buffer.alloc(1024 ** 2, 'a'));
  return Buffer.concat([
    gzipSync(form.subarray(0, at)),
    ...Array.from({ length: 110 }, () => piece),
    gzipSync(form.subarray(at)),
  ]);
};

const post = async (
  body: Uint8Array | string,
  { key, query = '', headers = {} }: { key?: string; query?: string; headers?: Record<string, string> } = {},
) =>
  askRoute(POST, `${URL_BASE}${query}`, {
    method: 'POST',
    headers: { apikey: key ?? (await newKey()), 'content-type': MULTIPART, ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
const scratch = async () =>
  (await readdir(scratchFolder()).catch(() => [])).filter((name) => name.startsWith('call-'));

const small = (start: number, more: Parameters<typeof makeCsv>[1] = {}) =>
  makeCsv(everyMs(start, 10, 1000), more);

describe('a file', () => {
  test('is stored and answered as the contract says; again, it stores nothing', async () => {
    const times = everyMs(noon, 3600, 1000);
    const csv = makeCsv(times);
    const first = await post(encode(file(csv)));
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      status: 'success',
      message: '3,600 records of server01 stored.',
      records_processed: 3600,
      machine_id: 'server01',
      tenant_id: ctx.tenant.id,
      upload_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      upload_timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data_range: { start: new Date(noon).toISOString(), end: new Date(noon + 3_599_000).toISOString() },
      duplicates: 0,
      duplicate_of: null,
      warnings: [],
    });
    const again = await post(encode(field('machine_id', 'server01'), file(csv, 'other name.csv')));
    expect(again).toMatchObject({
      status: 200,
      body: { records_processed: 3600, duplicates: 0, duplicate_of: first.body?.upload_id },
    });
    expect(again.body?.upload_id).not.toBe(first.body?.upload_id);
    const series = await querySeries(ctx, {
      machineId: server01,
      start: new Date(noon),
      end: new Date(noon + DAY / 2),
      kind: 'host',
      metrics: ['mem_total'],
      maxPoints: 5000,
    });
    expect([...series.timestamps]).toEqual(times);
  });

  test('as the body, and gzip on the way, is the same file', async () => {
    const csv = small(noon - 100_000, { machine: null });
    const headers = { 'content-type': 'text/csv', 'content-encoding': 'gzip' };
    const first = await post(gzipSync(csv), { query: '?machine_id=server01', headers });
    expect(first).toMatchObject({ status: 201, body: { records_processed: 10, machine_id: 'server01' } });
    const form = await post(encode(field('machine_id', 'server01'), file(csv)));
    expect(form).toMatchObject({ status: 200, body: { duplicate_of: first.body?.upload_id } });
    // gzip of the file itself is another file, of the same samples.
    const packed = await post(encode(file(gzipSync(csv), 'perf.csv.gz'), field('machine_id', 'server01')));
    expect(packed).toMatchObject({ status: 201, body: { records_processed: 10, duplicates: 10 } });
  });

  test('may name its tenant by id or slug', async () => {
    for (const tenant of [ctx.tenant.id, ctx.tenant.slug])
      expect(
        (await post(encode(field('tenant_id', tenant), file(small(noon - 200_000))))).status,
      ).toBeLessThan(300);
  });

  test("of a machine's own key needs no name, and may not have another", async () => {
    const key = await newKey({ machineId: server01, scopes: ['ingest'] });
    const stored = await post(encode(file(small(noon - 300_000, { machine: null }))), { key });
    expect(stored).toMatchObject({ status: 201, body: { machine_id: 'server01' } });
    for (const parts of [
      [field('machine_id', 'server02'), file(small(noon))],
      [file(small(noon - 400_000, { machine: 'server02' }))],
      [file(small(noon - 400_000, { machine: 'unknown' }))],
    ])
      expect(await post(encode(...parts), { key })).toMatchObject({
        status: 403,
        body: { error_code: 'MACHINE_MISMATCH' },
      });
  });

  test('of several machines is split; unknown ones are all named', async () => {
    const of = (machine: string) => small(noon - 500_000, { machine });
    const csv = of('server01') + of('server02').slice(of('server02').indexOf('\n') + 1);
    expect((await post(encode(file(csv)))).body).toMatchObject({
      records_processed: 20,
      machine_id: 'server01',
      machines: [
        { machine_id: 'server01', records: 10 },
        { machine_id: 'server02', records: 10 },
      ],
    });
    const stray = csv.replaceAll('server02', 'db 1') + of('db 2').slice(of('db 2').indexOf('\n') + 1);
    expect(await post(encode(file(stray)))).toMatchObject({
      status: 403,
      body: { error_code: 'MACHINE_NOT_REGISTERED', details: { machines: ['db 1', 'db 2'] } },
    });
  });
});

describe('is refused and leaves nothing', () => {
  const csv = small(noon - 900_000);
  const long = 'x'.repeat(3000);
  const cut = (body: Buffer) => body.subarray(0, -40);
  test.each<[string, () => Buffer | string, Record<string, string>, number, string]>([
    [
      'no form',
      () => csv,
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'UNSUPPORTED_FORMAT',
    ],
    [
      'no boundary',
      () => encode(file(csv)),
      { 'content-type': 'multipart/form-data' },
      415,
      'UNSUPPORTED_FORMAT',
    ],
    ['another encoding', () => encode(file(csv)), { 'content-encoding': 'br' }, 415, 'UNSUPPORTED_ENCODING'],
    ['no gzip', () => encode(file(csv)), { 'content-encoding': 'gzip' }, 400, 'INVALID_INPUT'],
    [
      'cut-off gzip',
      () => gzipSync(encode(file(csv))).subarray(0, -9),
      { 'content-encoding': 'gzip' },
      400,
      'INVALID_INPUT',
    ],
    ['an empty form', () => encode(), {}, 400, 'MISSING_FILE'],
    ['no file', () => encode(field('machine_id', 'server01')), {}, 400, 'MISSING_FILE'],
    ['a file under another name', () => encode({ ...file(csv), name: 'upload' }), {}, 400, 'MISSING_FILE'],
    ['a file as text', () => encode(field('file', csv)), {}, 400, 'MISSING_FILE'],
    ['a long file as text', () => encode(field('file', csv.repeat(9))), {}, 400, 'MISSING_FILE'],
    ['no file chosen', () => encode(file('', '')), {}, 400, 'MISSING_FILE'],
    ['two files', () => encode(file(csv), file(csv)), {}, 400, 'INVALID_INPUT'],
    ['a body that breaks off', () => cut(encode(file(csv))), {}, 400, 'LENGTH_MISMATCH'],
    ['an empty body', () => '', {}, 400, 'LENGTH_MISMATCH'],
    ['another length', () => encode(file(csv)), { 'content-length': '100' }, 400, 'LENGTH_MISMATCH'],
    [
      'a length over the limit',
      () => encode(file(csv)),
      { 'content-length': '200000000' },
      413,
      'FILE_TOO_LARGE',
    ],
    ['a bomb', bomb, { 'content-encoding': 'gzip' }, 413, 'FILE_TOO_LARGE'],
    [
      'a field that is too long',
      () => encode(field('machine_id', long), file(csv)),
      {},
      400,
      'INVALID_INPUT',
    ],
    [
      'a field twice',
      () => encode(field('machine_id', 'a'), field('machine_id', 'b'), file(csv)),
      {},
      400,
      'INVALID_INPUT',
    ],
    [
      'many fields',
      () => encode(...Array.from({ length: 25 }, (_, i) => field(`f${i}`, '')), file(csv)),
      {},
      400,
      'INVALID_INPUT',
    ],
    ['another tenant', () => encode(field('tenant_id', 'acme'), file(csv)), {}, 403, 'FORBIDDEN'],
    ['counters of no kind', () => encode(field('counters', 'yes'), file(csv)), {}, 400, 'INVALID_INPUT'],
    ['NUL in a name', () => encode(field('machine_id', 'a\0'), file(csv)), {}, 400, 'INVALID_INPUT'],
    [
      'an unknown machine',
      () => encode(field('machine_id', 'nobody'), file(small(noon - 900_000, { machine: null }))),
      {},
      403,
      'MACHINE_NOT_REGISTERED',
    ],
    ['columns missing', () => encode(file('timestamp,machine_id\n1,a\n')), {}, 400, 'INVALID_CSV_FORMAT'],
    ['no text', () => encode(file(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3]))), {}, 400, ''],
    [
      'a bad row',
      () => encode(file(csv.replace(/\n([^\n]*)\n$/, '\nyesterday,$1\n'))),
      {},
      400,
      'INVALID_ROWS',
    ],
    ['samples too old', () => encode(file(small(noon - 60 * DAY))), {}, 400, 'TIMESTAMP_OUT_OF_RANGE'],
    ['samples of the future', () => encode(file(small(noon + 60 * DAY))), {}, 400, 'TIMESTAMP_OUT_OF_RANGE'],
  ])('%s', async (_, body, headers, status, code) => {
    const answer = await post(body(), { headers });
    expect(answer.body).toMatchObject({
      status: 'error',
      error_code: code === '' ? expect.any(String) : code,
    });
    expect(answer.status).toBe(code === '' ? answer.status : status);
    expect(answer.status).toBeLessThan(500);
    expect(await scratch()).toEqual([]);
    expect(
      (
        await querySeries(ctx, {
          machineId: server01,
          start: new Date(noon - 900_000),
          end: new Date(noon - 880_000),
          kind: 'host',
        })
      ).timestamps,
    ).toHaveLength(0);
  });

  test('a caller without the scope, and one without a key', async () => {
    const body = encode(file(csv));
    expect(await post(body, { key: await newKey({ scopes: ['read'] }) })).toMatchObject({
      status: 403,
      body: { error_code: 'FORBIDDEN' },
    });
    expect(await post(body, { key: 'pmk_nothing' })).toMatchObject({
      status: 401,
      body: { error_code: 'INVALID_API_KEY' },
    });
  });

  test('more than 30 files a minute of one key', async () => {
    const key = await newKey();
    const statuses = [];
    for (let count = 0; count < 32; count += 1) statuses.push((await post(encode(), { key })).status);
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 400));
    const refused = await post(encode(), { key });
    expect(refused).toMatchObject({ status: 429, body: { error_code: 'RATE_LIMITED' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

test('a client that leaves, and one that brings too much, leave nothing; the latter hears so at once', async () => {
  const answered: Promise<unknown>[] = [];
  // As Next calls it: the body is the connection itself.
  const server = createServer((request, response) => {
    const init = { method: 'POST', headers: request.headers, body: request, duplex: 'half' };
    const asked = new Request(URL_BASE, init as unknown as RequestInit);
    answered.push(
      POST(asked, { params: Promise.resolve({}) }).then(async (answer) => {
        response.writeHead(answer.status);
        response.end(await answer.text());
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const key = await newKey();
  const open = () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      `POST /api/v1/performance/upload HTTP/1.1\r\nHost: localhost\r\napikey: ${key}\r\nContent-Type: ${MULTIPART}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    return socket;
  };
  const chunk = (bytes: Buffer) =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
  try {
    const head = encode(file(small(noon - 950_000))).subarray(0, -60);
    const leaving = open();
    leaving.write(chunk(head));
    await expect.poll(scratch).toHaveLength(1);
    leaving.destroy();
    await Promise.all(answered);
    expect(await scratch()).toEqual([]);

    const flooding = open();
    flooding.setMaxListeners(0);
    let answer = '';
    flooding.on('data', (data) => {
      answer += data;
    });
    const flood = chunk(Buffer.alloc(1024 ** 2, 'x'));
    flooding.write(chunk(head));
    for (let count = 0; count < 101; count += 1)
      if (!flooding.write(flood)) await Promise.race([once(flooding, 'drain'), once(flooding, 'close')]);
    await expect.poll(() => answer, { timeout: 20_000 }).toContain('FILE_TOO_LARGE');
    flooding.destroy();
    await Promise.all(answered);
    expect(await scratch()).toEqual([]);
  } finally {
    server.close();
  }
});
