import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { env } from '#server/env.ts';
import { json } from '#server/http/to-response.ts';
import { withApiKey, withCaller } from '#server/http/with-caller.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';

const defaults = { ...env() };
const set = (settings: Partial<typeof defaults>) => Object.assign(env(), settings);
afterEach(() => {
  set(defaults);
});

let acme: TenantContext;
beforeAll(async () => {
  acme = await freshTenant();
});
const newKey = async (ctx = acme, machineId?: string) => {
  const given =
    machineId === undefined ? { scopes: ['read' as const] } : { scopes: ['ingest' as const], machineId };
  return { apikey: (await createApiKey(ctx, { name: 'test', ...given })).key };
};

const done = async () => json({ done: true });
const ask = async (
  route: ReturnType<typeof withCaller<object>>,
  headers: Record<string, string>,
  times: number,
  method = 'GET',
) => {
  const answers = [];
  for (let i = 0; i < times; i++)
    answers.push(await askRoute(route, 'http://localhost:3000/', { method, headers }));
  return answers;
};
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).join(' ');

test('an answer says how the caller stands, and a refusal when to come again', async () => {
  set({ RATE_READS_PER_MINUTE: 3 });
  const headers = await newKey();
  const answers = await ask(withCaller(done), headers, 4);
  expect(statuses(answers)).toBe('200 200 200 429');
  const standing = (name: string) => answers.map((answer) => answer.headers.get(name));
  expect(standing('ratelimit-limit')).toEqual(['3', '3', '3', '3']);
  expect(standing('ratelimit-remaining')).toEqual(['2', '1', '0', '0']);
  for (const seconds of standing('ratelimit-reset')) {
    expect(Number(seconds)).toBeGreaterThan(0);
    expect(Number(seconds)).toBeLessThanOrEqual(60);
  }
  const refused = answers[3];
  const wait = refused?.headers.get('ratelimit-reset');
  expect(refused?.headers.get('retry-after')).toBe(wait);
  expect(refused?.body).toMatchObject({
    status: 'error',
    error_code: 'RATE_LIMITED',
    details: { retry_after: Number(wait) },
  });
});

test('reads, writes and deliveries are counted apart, and by key', async () => {
  set({ RATE_READS_PER_MINUTE: 2, RATE_WRITES_PER_MINUTE: 1, RATE_DELIVERIES_PER_MINUTE: 12 });
  const headers = await newKey();
  expect(statuses(await ask(withCaller(done), headers, 3))).toBe('200 200 429');
  expect(statuses(await ask(withCaller(done), headers, 2, 'DELETE'))).toBe('200 429');
  expect(statuses(await ask(withCaller(done), await newKey(), 2))).toBe('200 200');
});

test('a tenant has twenty times as much, whoever asks; another tenant its own', async () => {
  set({ RATE_WRITES_PER_MINUTE: 1 });
  const ctx = await freshTenant();
  const keys = [];
  for (let i = 0; i < 22; i++) keys.push(await newKey(ctx));
  const all = [];
  for (const key of keys) all.push(...(await ask(withCaller(done), key, 1, 'POST')));
  expect(statuses(all)).toBe(`${'200 '.repeat(20)}429 429`);
  expect(all.at(-1)?.headers.get('ratelimit-limit')).toBe('20');
  const other = await newKey(await freshTenant());
  expect(statuses(await ask(withCaller(done), other, 1, 'POST'))).toBe('200');
});

test('deliveries count by machine: with two keys it has not more, another machine has its own', async () => {
  set({ RATE_DELIVERIES_PER_MINUTE: 12 });
  const [one, two] = [
    await registerMachine(acme, { machine_id: randomUUID() }),
    await registerMachine(acme, { machine_id: randomUUID() }),
  ];
  const deliver = async (headers: Record<string, string>, times: number) =>
    statuses(await ask(withApiKey(done), headers, times, 'POST'));
  // A quarter of a minute at a time.
  expect(await deliver(await newKey(acme, one.id), 2)).toBe('200 200');
  expect(await deliver(await newKey(acme, one.id), 2)).toBe('200 429');
  expect(await deliver(await newKey(acme, two.id), 3)).toBe('200 200 200');
  // For a key of all machines the limit is that of a tenant.
  expect(await deliver(await newKey(), 5)).toBe('200 200 200 200 200');
});

test('0 switches a limit off; what stays open is not counted', async () => {
  set({ RATE_READS_PER_MINUTE: 0 });
  const headers = await newKey();
  const free = await ask(withCaller(done), headers, 5);
  expect(statuses(free)).toBe('200 200 200 200 200');
  expect(free[0]?.headers.has('ratelimit-limit')).toBe(false);
  set({ RATE_READS_PER_MINUTE: 1 });
  const open = await ask(withCaller(done, { traffic: 'unmetered' }), headers, 3);
  expect(statuses(open)).toBe('200 200 200');
});

test('a wrong key is told so, and takes nothing from anybody', async () => {
  set({ RATE_READS_PER_MINUTE: 1 });
  expect(statuses(await ask(withCaller(done), { apikey: 'pmk_x' }, 3))).toBe('401 401 401');
});
