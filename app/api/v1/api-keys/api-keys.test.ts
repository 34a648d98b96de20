import { beforeAll, describe, expect, test } from 'vitest';
import * as machines from '#app/api/v1/machines/list/route.ts';
import * as trickle from '#app/api/v1/trickle/status/route.ts';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { listAudit } from '#server/audit/list-audit.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { Scope, TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import * as rotation from './[key]/rotate/route.ts';
import * as one from './[key]/route.ts';
import * as keys from './route.ts';

const URL_BASE = 'http://localhost:3000/api/v1/api-keys';
const headers = new Map<string, Record<string, string>>();
let acme: TenantContext;

beforeAll(async () => {
  acme = await freshTenant();
  const add = async (role: string, ctx: TenantContext, ...scopes: Scope[]) =>
    headers.set(role, { apikey: (await createApiKey(ctx, { name: role, scopes })).key });
  await add('admin', acme, 'read', 'write', 'admin');
  await add('writer', acme, 'read', 'write');
  await add('stranger', await freshTenant(), 'read', 'write', 'admin');
  await registerMachine(acme, { machine_id: 'web 1' });
});

const create = (body: unknown, role = 'admin') =>
  askRoute(keys.POST, URL_BASE, { method: 'POST', headers: headers.get(role) ?? {}, body });
const list = (query = '', role = 'admin') =>
  askRoute(keys.GET, `${URL_BASE}${query}`, { headers: headers.get(role) ?? {} });
const revoke = (key: string, role = 'admin') =>
  askRoute(one.DELETE, URL_BASE, { method: 'DELETE', headers: headers.get(role) ?? {}, params: { key } });
const rotate = (key: string, role = 'admin') =>
  askRoute(rotation.POST, URL_BASE, { method: 'POST', headers: headers.get(role) ?? {}, params: { key } });
const use = (key: unknown) =>
  askRoute(machines.GET, 'http://localhost:3000/', { headers: { apikey: String(key) } });

describe('a key', () => {
  test('is shown once, opens what its scopes say, is rotated and revoked', async () => {
    const { status, body } = await create({ name: 'grafana', scopes: ['read', 'read'] });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[0-9A-Za-z]{12}$/),
      key: expect.stringMatching(/^pmk_/),
      name: 'grafana',
      machine_id: null,
      expires_at: expect.stringMatching(/Z$/),
    });
    expect((await use(body?.key)).status).toBe(200);
    const listed = await list();
    expect(JSON.stringify(listed.body)).not.toContain(String(body?.key).slice(17));
    expect(listed.body?.api_keys).toContainEqual(
      expect.objectContaining({ id: body?.id, scopes: ['read'], status: 'active', successor_id: null }),
    );

    const rotated = await rotate(String(body?.id));
    expect(rotated).toMatchObject({ status: 200, body: { replaces: body?.id } });
    expect((await rotate(String(body?.id))).body).toEqual(rotated.body);
    expect((await use(rotated.body?.key)).status).toBe(200);

    for (let i = 0; i < 2; i++)
      expect(await revoke(String(body?.id))).toMatchObject({ status: 204, body: null });
    expect((await use(body?.key)).body).toMatchObject({ error_code: 'API_KEY_REVOKED' });
    expect((await rotate(String(body?.id))).body).toMatchObject({ error_code: 'CONFLICT' });
  });

  test('for one machine, by its name', async () => {
    const { status, body } = await create({ name: 'agent', scopes: ['ingest'], machine_id: 'web 1' });
    expect({ status, machine: body?.machine_id }).toEqual({ status: 201, machine: 'web 1' });
  });
});

test.each([
  ['no name', { scopes: ['read'] }, 400, 'INVALID_INPUT'],
  ['a name of blanks', { name: '  ', scopes: ['read'] }, 400, 'INVALID_INPUT'],
  ['a name with NUL', { name: 'a\0', scopes: ['read'] }, 400, 'INVALID_INPUT'],
  ['no scope', { name: 'x', scopes: [] }, 400, 'INVALID_INPUT'],
  ['an unknown scope', { name: 'x', scopes: ['root'] }, 400, 'INVALID_INPUT'],
  ['ingest for no machine', { name: 'x', scopes: ['ingest'] }, 400, 'INVALID_INPUT'],
  ['an unknown machine', { name: 'x', scopes: ['ingest'], machine_id: 'nobody' }, 404, 'NOT_FOUND'],
  ['NUL in the machine', { name: 'x', scopes: ['ingest'], machine_id: '\0' }, 404, 'NOT_FOUND'],
  ['no JSON', '[', 400, 'INVALID_JSON'],
])('%s: no key', async (_, body, status, code) => {
  expect(await create(body)).toMatchObject({ status, body: { error_code: code } });
});

test('keys of others, and what is no key, are not there', async () => {
  const { body } = await create({ name: 'x', scopes: ['read'] });
  for (const [key, role] of [
    [String(body?.id), 'stranger'],
    ['000000000000', 'admin'],
    ['%00', 'admin'],
    ['../x', 'admin'],
  ] as const) {
    expect((await revoke(key, role)).body, key).toMatchObject({ error_code: 'NOT_FOUND' });
    expect((await rotate(key, role)).body, key).toMatchObject({ error_code: 'NOT_FOUND' });
  }
  expect(JSON.stringify((await list('', 'stranger')).body)).not.toContain(body?.id);
});

test('keys are for admins', async () => {
  expect((await list('', 'writer')).status).toBe(403);
  expect((await create({ name: 'x', scopes: ['read'] }, 'writer')).status).toBe(403);
  expect((await revoke('000000000000', 'writer')).status).toBe(403);
  expect((await rotate('000000000000', 'writer')).status).toBe(403);
  expect((await list('', 'nobody')).body).toMatchObject({ error_code: 'UNAUTHENTICATED' });
});

test('the list comes in pages', async () => {
  const page = async (query: string) => {
    const { body } = await list(query);
    return { keys: (body?.api_keys ?? []) as { id: string }[], next: body?.next_cursor as string | null };
  };
  const ids: string[] = [];
  for (let query: string | null = '?limit=2'; query !== null; ) {
    const { keys, next } = await page(query);
    expect(keys.length).toBeLessThanOrEqual(2);
    ids.push(...keys.map(({ id }) => id));
    query = next === null ? null : `?limit=2&cursor=${next}`;
  }
  expect(ids.length).toBeGreaterThan(4);
  expect((await page('?limit=1000')).keys.map(({ id }) => id)).toEqual(ids);
  for (const wrong of ['?limit=0', '?limit=x', '?cursor=%00', '?cursor='])
    expect((await list(wrong)).status, wrong).toBe(400);
});

describe('a key for a new machine', () => {
  const named = async (name: string) => {
    const { body } = await askRoute(machines.GET, `http://localhost:3000/?q=${name}`, {
      headers: headers.get('admin') ?? {},
    });
    return ((body?.machines ?? []) as { machine_id: string }[]).map(({ machine_id }) => machine_id);
  };
  const deliver = (key: unknown) =>
    askRoute(trickle.GET, 'http://localhost:3000/', { headers: { apikey: String(key) } });

  test('registers it at its first use, once, and is tied to it', async () => {
    expect(await create({ name: 'pcc', scopes: ['ingest'], machine_id: 'soon' })).toMatchObject({
      status: 404,
    });
    const { status, body } = await create({
      name: 'pcc',
      scopes: ['ingest'],
      machine_id: 'soon',
      register: true,
    });
    expect([status, body?.machine_id]).toEqual([201, 'soon']);
    expect(await named('soon')).toEqual([]);
    expect((await list()).body?.api_keys).toContainEqual(
      expect.objectContaining({ id: body?.id, machine_id: 'soon' }),
    );
    const rotated = await rotate(String(body?.id));
    const keys = [body?.key, rotated.body?.key, body?.key];
    const answers = await Promise.all(keys.map(deliver));
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { machine_id: 'soon' } });
    expect(await named('soon')).toEqual(['soon']);
    const { entries } = await listAudit(acme, { verb: 'machine.register' });
    expect(entries.filter(({ target }) => target === 'soon')).toHaveLength(1);
  });

  test('takes a machine that has the name by then; a name that cannot be one is refused', async () => {
    const { body } = await create({ name: 'pcc', scopes: ['ingest'], machine_id: 'later', register: true });
    const { id } = await registerMachine(acme, { machine_id: 'later' });
    expect(await deliver(body?.key)).toMatchObject({ status: 200, body: { machine_id: 'later' } });
    expect((await registerMachine(acme, { machine_id: 'later' })).id).toBe(id);
    for (const machine_id of ['a/b', ' ', 'x\n'])
      expect(await create({ name: 'pcc', scopes: ['ingest'], machine_id, register: true })).toMatchObject({
        status: 400,
        body: { error_code: 'INVALID_INPUT' },
      });
  });
});
