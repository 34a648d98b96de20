import { beforeAll, describe, expect, test } from 'vitest';
import * as collector from '#app/api/collectors/[machine]/route.ts';
import * as collectors from '#app/api/collectors/route.ts';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { Scope, TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { DELETE, GET, PATCH } from './[machine]/route.ts';
import * as list from './list/route.ts';
import * as register from './register/route.ts';

let acme: TenantContext;
const keys = new Map<string, Record<string, string>>();
const keyOf = async (ctx: TenantContext, ...scopes: Scope[]) => ({
  apikey: (await createApiKey(ctx, { name: 'test', scopes })).key,
});
const headersOf = (role: string) => keys.get(role) ?? {};

beforeAll(async () => {
  acme = await freshTenant();
  keys.set('admin', await keyOf(acme, 'read', 'write', 'admin'));
  keys.set('writer', await keyOf(acme, 'read', 'write'));
  keys.set('reader', await keyOf(acme, 'read'));
  keys.set('stranger', await keyOf(await freshTenant(), 'read', 'write', 'admin'));
});

const HANDLERS = { GET, PATCH, DELETE };
const URL_BASE = 'http://localhost:3000/api/v1/machines';
const listAs = (role: string, query = '') =>
  askRoute(list.GET, `${URL_BASE}/list${query}`, { headers: headersOf(role) });
const namesOf = async (query: string) => {
  const { status, body } = await listAs('reader', query);
  expect(status).toBe(200);
  return ((body?.machines ?? []) as { machine_id: string }[]).map(({ machine_id }) => machine_id);
};
const add = (body: unknown, route = register.POST) =>
  askRoute(route, `${URL_BASE}/register`, { method: 'POST', headers: headersOf('writer'), body });
const ask = (method: 'GET' | 'PATCH' | 'DELETE', machine: string, role: string, more = {}, query = '') =>
  askRoute(HANDLERS[method], `${URL_BASE}/x${query}`, {
    method,
    headers: headersOf(role),
    params: { machine },
    ...more,
  });

describe('the list', () => {
  beforeAll(async () => {
    for (const [name, tags] of [
      ['web 1', { tier: 'web', site: 'a' }],
      ['web 2', { tier: 'web', site: 'b' }],
      ['db%1', { tier: 'db', site: 'a' }],
      ['Ärger', {}],
    ] as const)
      expect((await add({ machine_id: name, tags, display_name: `The ${name}` })).status).toBe(201);
    await (await tricklingMachine(acme, 'alive')).send(
      1,
      makeSnapshots([Date.now()], Date.now() - 9_000_000),
    );
  });

  test('goes on where the page before ended, until all were seen once', async () => {
    const all = await namesOf('');
    expect([...all].sort()).toEqual(['alive', 'db%1', 'web 1', 'web 2', 'Ärger'].sort());
    const seen: string[] = [];
    let cursor: unknown = '';
    do {
      const { body } = await listAs('reader', `?limit=2&cursor=${cursor}`);
      const page = (body?.machines ?? []) as { machine_id: string }[];
      expect(page.length).toBeLessThanOrEqual(2);
      seen.push(...page.map(({ machine_id }) => machine_id));
      cursor = body?.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(all);
    expect((await listAs('reader', '?limit=5')).body?.next_cursor).toBeNull();
  });

  test.each([
    ['?q=WEB', ['web 1', 'web 2']],
    ['?q=the%20db%25', ['db%1']],
    ['?q=%25', ['db%1']],
    ['?q=_', []],
    ['?tag=tier:web', ['web 1', 'web 2']],
    ['?tag=tier&tag=site:a', ['db%1', 'web 1']],
    ['?tag=tier:', []],
    ["?tag=x'--", []],
    ['?status=online', ['alive']],
    ['?status=never&q=web', ['web 1', 'web 2']],
    ['?status=&q=&tag=&cursor=&limit=1&status=late', []],
  ])('%s', async (query, names) => {
    expect((await namesOf(query)).sort()).toEqual(names);
  });

  test.each([
    '?limit=0',
    '?limit=1001',
    '?limit=x',
    '?status=up',
    '?q=%00',
    '?tag=%00',
    '?cursor=AA',
    '?cursor=%00',
  ])('%s is refused', async (query) => {
    expect(await listAs('reader', query)).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_INPUT' },
    });
  });

  test('is each tenant’s own, and nobody’s without a key', async () => {
    expect((await listAs('stranger')).body).toEqual({ machines: [], next_cursor: null });
    expect((await listAs('nobody')).status).toBe(401);
  });
});

test('register refuses what cannot be stored', async () => {
  for (const body of [
    {},
    [],
    { machine_id: 'x', display_name: 'a\0b' },
    { machine_id: 'x', tags: { 'a\0': 'b' } },
    { machine_id: 'x', tags: { a: '\ud800' } },
    { machine_id: 'x', hourly_cost: -1 },
    { machine_id: 'x\0' },
  ])
    expect(await add(body)).toMatchObject({ status: 400, body: { error_code: 'INVALID_INPUT' } });
  expect(await add('{')).toMatchObject({ status: 400, body: { error_code: 'INVALID_JSON' } });
});

describe('one machine', () => {
  test('is shown, by name and id, and changed', async () => {
    const { body } = await add({ machine_id: 'app 1', region: 'eu', tags: { a: '1' } });
    expect(await ask('GET', 'app 1', 'reader')).toMatchObject({ status: 200, body });
    expect(await ask('GET', String(body?.id), 'reader')).toMatchObject({ status: 200, body });
    const changed = await ask('PATCH', 'app 1', 'writer', {
      body: { display_name: ' App ', region: null, tags: { b: '2' }, hourly_cost: 0.5 },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { ...body, display_name: 'App', region: null, tags: { b: '2' }, hourly_cost: 0.5 },
    });
    expect(await ask('PATCH', 'app 1', 'writer', { body: {} })).toMatchObject({ body: changed.body });
  });

  test('stands in a time zone', async () => {
    const { body } = await add({ machine_id: 'zoned', time_zone: 'Europe/Berlin' });
    expect(body).toMatchObject({ time_zone: 'Europe/Berlin' });
    for (const [given, kept] of [
      ['america/new_york', 'America/New_York'],
      ['UTC', 'UTC'],
      [null, null],
    ])
      expect(await ask('PATCH', 'zoned', 'writer', { body: { time_zone: given } })).toMatchObject({
        status: 200,
        body: { time_zone: kept },
      });
    for (const time_zone of ['Mars/Olympus', '+02:00', '', ' ', 'a\0', 5])
      expect(await ask('PATCH', 'zoned', 'writer', { body: { time_zone } })).toMatchObject({
        status: 400,
        body: { error_code: 'INVALID_INPUT' },
      });
  });

  test.each([
    [{ machine_id: 'a/b' }],
    [{ hostname: 'other' }],
    [{ display_name: '' }],
    [{ display_name: 'a\0' }],
    [{ hourly_cost: 'much' }],
    [{ tags: null }],
    [{ tags: { a: 1 } }],
    [null],
  ])('the change %j is refused', async (body) => {
    expect(await ask('PATCH', 'alive', 'writer', { body })).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_INPUT' },
    });
  });

  test('a foreign one is as unknown as one that never was', async () => {
    const { body } = await ask('GET', 'alive', 'reader');
    const answers = [];
    for (const machine of ['alive', String(body?.id), 'nobody', 'x\0', '%', crypto.randomUUID()])
      for (const method of ['GET', 'PATCH', 'DELETE'] as const)
        answers.push(
          await ask(method, machine, 'stranger', method === 'PATCH' ? { body: {} } : {}, '?confirm=alive'),
        );
    for (const { status, body: answer } of answers) {
      expect(status).toBe(404);
      const { request_id: _, ...rest } = answer ?? {};
      expect(rest).toEqual({
        status: 'error',
        error_code: 'NOT_FOUND',
        message: 'There is no such machine here.',
        details: {},
      });
    }
  });

  test('is not changed by readers, and not removed by writers or unconfirmed', async () => {
    expect((await ask('PATCH', 'alive', 'reader', { body: {} })).status).toBe(403);
    expect((await ask('DELETE', 'alive', 'writer', {}, '?confirm=alive')).status).toBe(403);
    for (const query of ['', '?confirm=', '?confirm=true', '?confirm=Alive'])
      expect(await ask('DELETE', 'alive', 'admin', {}, query)).toMatchObject({
        status: 400,
        body: { error_code: 'INVALID_INPUT', details: { field: 'confirm', machine_id: 'alive' } },
      });
    expect((await ask('GET', 'alive', 'reader')).status).toBe(200);
  });
});

test('removal is for admins who mean it; then it is gone, with its keys', async () => {
  const { body } = await add({ machine_id: 'gone' });
  const key = await createApiKey(acme, { name: 'pcc', scopes: ['ingest'], machineId: String(body?.id) });
  expect(await ask('DELETE', 'gone', 'admin', {}, '?confirm=gone')).toMatchObject({
    status: 204,
    body: null,
  });
  expect((await ask('GET', 'gone', 'reader')).status).toBe(404);
  expect((await ask('DELETE', 'gone', 'admin', {}, '?confirm=gone')).status).toBe(404);
  await expect(contextFromKey(key.key, 'localhost')).rejects.toMatchObject({ code: 'INVALID_API_KEY' });
});

test('the earlier portal’s paths are the same verbs', async () => {
  const url = 'http://localhost:3000/api/collectors/';
  const headers = headersOf('admin');
  const made = await askRoute(collectors.POST, url, { method: 'POST', headers, body: { machine_id: 'old' } });
  expect(made.status).toBe(201);
  const listed = await askRoute(collectors.GET, `${url}?q=old`, { headers });
  expect(listed.body).toEqual({ machines: [made.body], next_cursor: null });
  const params = { machine: 'old' };
  expect((await askRoute(collector.GET, url, { headers, params })).body).toEqual({
    ...made.body,
    warnings: [],
  });
  const body = { region: 'eu' };
  expect((await askRoute(collector.PATCH, url, { method: 'PATCH', headers, params, body })).status).toBe(200);
  const gone = await askRoute(collector.DELETE, `${url}?confirm=old`, { method: 'DELETE', headers, params });
  expect(gone.status).toBe(204);
});
