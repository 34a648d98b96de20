import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import * as one from './[report]/route.ts';
import * as reports from './route.ts';

const URL_BASE = 'http://localhost:3000/api/v1/reports';
let own: Record<string, string>;
let foreign: Record<string, string>;

beforeAll(async () => {
  await installQueues();
  const reader = async (ctx: TenantContext) => ({
    apikey: (await createApiKey(ctx, { name: 'test', scopes: ['read'] })).key,
  });
  const acme = await freshTenant();
  own = await reader(acme);
  foreign = await reader(await freshTenant());
  for (const machine_id of ['web 1', 'web 2']) await registerMachine(acme, { machine_id });
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

const range = { start: '2026-01-01T00:00:00Z', end: 1_767_312_000 };
const request = (body: unknown, headers = own) =>
  askRoute(reports.POST, URL_BASE, { method: 'POST', headers, body });
const list = (query = '', headers = own) => askRoute(reports.GET, `${URL_BASE}${query}`, { headers });
const show = (report: string, headers = own) => askRoute(one.GET, URL_BASE, { headers, params: { report } });

test('a report is asked for, listed and shown to its tenant', async () => {
  const { status, headers, body } = await request({ machine_id: 'web 1', ...range });
  expect({ status, body }).toEqual({ status: 202, body: { id: expect.any(String), status: 'queued' } });
  const id = String(body?.id);
  expect(headers.get('location')).toBe(`/api/v1/reports/${id}`);
  expect(await show(id)).toMatchObject({
    status: 200,
    body: { id, status: 'queued', start: '2026-01-01T00:00:00.000Z', end: '2026-01-02T00:00:00.000Z' },
  });
  expect(await show(id, foreign)).toMatchObject({ status: 404, body: { error_code: 'NOT_FOUND' } });
  expect((await list('?machine_id=web%201')).body).toMatchObject({ reports: [{ id }], next_cursor: null });
  expect((await list('?machine_id=web%202')).body).toEqual({ reports: [], next_cursor: null });
  expect((await list('', foreign)).body).toEqual({ reports: [], next_cursor: null });
});

test.each([
  ['no machine', { ...range }, 400, 'INVALID_INPUT'],
  ['an unknown machine', { machine_id: 'nobody', ...range }, 404, 'NOT_FOUND'],
  ['NUL', { machine_id: '\0', ...range }, 404, 'NOT_FOUND'],
  ['no time', { machine_id: 'web 1', start: 'yesterday', end: range.end }, 400, 'INVALID_INPUT'],
  ['a time beyond all', { machine_id: 'web 1', start: 1e300, end: range.end }, 400, 'INVALID_INPUT'],
  ['the end first', { machine_id: 'web 1', start: range.end, end: range.start }, 400, 'INVALID_INPUT'],
  ['years', { machine_id: 'web 1', start: '2020-01-01', end: range.end }, 422, 'REPORT_TOO_LARGE'],
  ['no JSON', 'x', 400, 'INVALID_JSON'],
])('%s: no report', async (_, body, status, code) => {
  expect(await request(body)).toMatchObject({ status, body: { error_code: code } });
});

test('what is no report is not there; what is no page is refused', async () => {
  for (const id of ['nonsense', '%00', crypto.randomUUID()])
    expect((await show(id)).body, id).toMatchObject({ error_code: 'NOT_FOUND' });
  for (const query of ['?cursor=x', '?limit=0', '?machine_id=']) expect((await list(query)).status).toBe(400);
  expect((await list('?machine_id=nobody')).status).toBe(404);
});
