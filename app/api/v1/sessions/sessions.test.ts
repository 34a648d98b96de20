import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { Scope, TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { DELETE, PATCH, GET as show } from './[session]/route.ts';
import { GET as list } from './route.ts';

const MINUTE = 60_000;
const base = Math.floor(Date.now() / MINUTE) * MINUTE - 60 * MINUTE;
const at = (minute: number) => new Date(base + minute * MINUTE).toISOString();

const keys = new Map<string, Record<string, string>>();
beforeAll(async () => {
  const acme = await freshTenant();
  const keyOf = async (ctx: TenantContext, ...scopes: Scope[]) => ({
    apikey: (await createApiKey(ctx, { name: 'test', scopes })).key,
  });
  keys.set('admin', await keyOf(acme, 'read', 'write', 'admin'));
  keys.set('writer', await keyOf(acme, 'read', 'write'));
  keys.set('reader', await keyOf(acme, 'read'));
  keys.set('stranger', await keyOf(await freshTenant(), 'read', 'write', 'admin'));
  const [web, db] = [await tricklingMachine(acme, 'web'), await tricklingMachine(acme, 'db')];
  // Of web three sessions, of db one.
  const times = [0, 1, 10, 11, 12, 20].map((minute) => base + minute * MINUTE);
  await web.send(1, makeSnapshots(times, base - 9_000_000));
  await db.send(1, makeSnapshots([base + 15 * MINUTE], base - 9_000_000));
});

interface Session {
  id: string;
  machine_id: string;
  started_at: string;
  name: string | null;
}
const URL_BASE = 'http://localhost:3000/api/v1/sessions';
const headersOf = (role: string) => keys.get(role) ?? {};
const ask = (query = '', role = 'reader') =>
  askRoute(list, `${URL_BASE}${query}`, { headers: headersOf(role) });
async function sessionsOf(query = '', role = 'reader'): Promise<Session[]> {
  const { status, body } = await ask(query, role);
  expect(status, JSON.stringify(body)).toBe(200);
  return body?.sessions as Session[];
}
const begins = async (query: string) =>
  (await sessionsOf(query)).map(({ started_at }) => (Date.parse(started_at) - base) / MINUTE);
const one = (
  method: 'GET' | 'PATCH' | 'DELETE',
  session: string,
  role: string,
  { query = '', ...more }: { query?: string; body?: unknown } = {},
) =>
  askRoute({ GET: show, PATCH, DELETE }[method], `${URL_BASE}/x${query}`, {
    method,
    headers: headersOf(role),
    params: { session },
    ...more,
  });

describe('the list', () => {
  test.each([
    ['', [20, 15, 10, 0]],
    ['?machine_id=web', [20, 10, 0]],
    [`?from=${at(11)}`, [20, 15, 10]],
    [`?to=${at(15)}`, [10, 0]],
    [`?from=${at(1)}&to=${at(1)}`, [0]],
    [`?machine_id=db&from=${at(16)}`, []],
    ['?q=DB', [15]],
    ['?q=%25', []],
    ['?q=&machine_id=&from=&to=', [20, 15, 10, 0]],
  ])('with %s', async (query, expected) => {
    expect(await begins(query)).toEqual(expected);
  });

  test('comes in pages that new sessions do not shift', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 4; page += 1) {
      const { body } = await ask(`?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...((body?.sessions ?? []) as Session[]).map(({ id }) => id));
      cursor = String(body?.next_cursor);
    }
    expect(cursor).toBe('null');
    expect(seen).toEqual((await sessionsOf()).map(({ id }) => id));
  });

  test.each([
    '?from=yesterday',
    '?limit=0',
    '?limit=201',
    '?cursor=x',
    '?cursor=1.2',
    '?q=%00',
    `?cursor=9e9.${randomUUID()}`,
  ])('%s is refused', async (query) => {
    expect(await ask(query)).toMatchObject({ status: 400, body: { error_code: 'INVALID_INPUT' } });
  });

  test('of a machine that is not here is not found; strangers see nothing', async () => {
    expect(await ask('?machine_id=nobody')).toMatchObject({ status: 404, body: { error_code: 'NOT_FOUND' } });
    expect(await sessionsOf('', 'stranger')).toEqual([]);
  });
});

describe('one session', () => {
  test('is shown, named and given a note, which the list finds', async () => {
    const [session] = await sessionsOf('?machine_id=db');
    const id = session!.id;
    expect(await one('GET', id, 'reader')).toMatchObject({
      status: 200,
      body: { id, machine_id: 'db', name: null, note: null, sample_count: 1, has_samples: true },
    });
    const body = { name: ' Load test 3 ', note: 'With the new cache.\nTwice.' };
    const changed = { name: 'Load test 3', note: body.note };
    expect(await one('PATCH', id, 'writer', { body })).toMatchObject({ status: 200, body: changed });
    expect(await one('PATCH', id, 'writer', { body: {} })).toMatchObject({ status: 200, body: changed });
    expect(await begins('?q=new%20cache')).toEqual([15]);
    expect(await one('PATCH', id, 'writer', { body: { note: null } })).toMatchObject({
      body: { name: 'Load test 3', note: null },
    });
    expect((await one('PATCH', id, 'reader', { body })).status).toBe(403);
    for (const wrong of [{ name: '' }, { name: 'a\nb' }, { note: 'a\0' }, { started_at: at(0) }, null, []])
      expect(await one('PATCH', id, 'writer', { body: wrong }), JSON.stringify(wrong)).toMatchObject({
        status: 400,
        body: { error_code: 'INVALID_INPUT' },
      });
  });

  test('a foreign one is as unknown as one that never was', async () => {
    const [session] = await sessionsOf('?machine_id=db');
    for (const method of ['GET', 'PATCH', 'DELETE'] as const)
      for (const id of [session!.id, randomUUID(), 'x', '%00']) {
        const answer = await one(method, id, 'stranger', method === 'PATCH' ? { body: { name: 'x' } } : {});
        expect(answer, `${method} ${id}`).toMatchObject({
          status: 404,
          body: { error_code: 'NOT_FOUND', message: 'There is no such session here.' },
        });
      }
  });

  test('goes with or without its samples, by admins', async () => {
    const [last, middle] = await sessionsOf('?machine_id=web');
    expect((await one('DELETE', last!.id, 'writer')).status).toBe(403);
    expect((await one('DELETE', last!.id, 'admin')).status).toBe(204);
    expect((await one('GET', last!.id, 'reader')).status).toBe(404);
    for (const query of ['?samples=true', '?samples=true&confirm=db', '?samples=yes&confirm=web'])
      expect(await one('DELETE', middle!.id, 'admin', { query })).toMatchObject({ status: 400 });
    const query = '?samples=true&confirm=web';
    expect((await one('DELETE', middle!.id, 'admin', { query })).status).toBe(204);
    expect(await begins('?machine_id=web')).toEqual([0]);
  });
});
