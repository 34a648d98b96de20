import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { env } from '#server/env.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { refuseAgain } from './refuse-again.ts';
import { json } from './to-response.ts';
import { withCaller } from './with-caller.ts';

const LIMIT = 3;
const before = { ...env() };
/** Calls that came through the door. */
let looked = 0;
const route = withCaller(async () => json({ done: true }));
const server = createServer((request, response) => {
  if (refuseAgain(request, response)) return;
  looked += 1;
  const url = `http://localhost${request.url}`;
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  void route(new Request(url, { headers }), { params: Promise.resolve({}) }).then(async (answer) => {
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
});
let origin = '';
let keys: string[] = [];
beforeAll(async () => {
  Object.assign(env(), { RATE_READS_PER_MINUTE: LIMIT });
  const ctx = await freshTenant();
  const make = async () => (await createApiKey(ctx, { name: 'test', scopes: ['read'] })).key;
  keys = [await make(), await make()];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  Object.assign(env(), before);
  server.close();
});

const ask = async (path: string, key = keys[0] ?? '') => {
  const response = await fetch(`${origin}${path}`, { headers: { apikey: key } });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

test('who was told to wait and does not is answered at the door, as before', async () => {
  for (let call = 0; call < LIMIT; call += 1) expect((await ask('/api/v1/x')).status).toBe(200);
  const first = await ask('/api/v1/x');
  expect([first.status, looked]).toEqual([429, LIMIT + 1]);
  const again = await ask('/api/v1/x?q=1');
  expect([again.status, looked]).toEqual([429, LIMIT + 1]);
  expect(again.body).toMatchObject({
    error_code: 'RATE_LIMITED',
    details: { retry_after: expect.any(Number) },
  });
  expect(Object.keys(again.body)).toEqual(Object.keys(first.body));
  for (const name of [
    'retry-after',
    'ratelimit-limit',
    'ratelimit-remaining',
    'ratelimit-reset',
    'content-type',
  ])
    expect(again.headers.get(name), name).toMatch(
      name === 'content-type' ? /json/ : new RegExp(`^(${first.headers.get(name)}|\\d+)$`),
    );
});

test('another path, another caller and the earlier API are looked into', async () => {
  const seen = looked;
  await ask('/api/v1/y');
  await ask('/v1/x');
  expect((await ask('/api/v1/x', keys[1])).status).toBe(200);
  expect(looked).toBe(seen + 3);
});
