import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import * as one from './[schedule]/route.ts';
import * as schedules from './route.ts';

const URL_BASE = 'http://localhost:3000/api/v1/report-schedules';
const LOGO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
let headers: Record<string, string>;
let schedule: string;

beforeAll(async () => {
  await installQueues();
  const ctx = await freshTenant();
  await registerMachine(ctx, { machine_id: 'web' });
  headers = { apikey: (await createApiKey(ctx, { name: 'test', scopes: ['read', 'write'] })).key };
  const { status, body } = await askRoute(schedules.POST, URL_BASE, {
    method: 'POST',
    headers,
    body: {
      name: 'Mondays',
      plan: { every: 'week', weekday: 1, at: '06:00' },
      machines: ['web'],
      options: { title: 'Weekly', storage_device: 'sda', logo: LOGO, accent: '#112233' },
    },
  });
  expect(status).toBe(201);
  schedule = String(body?.id);
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

const patch = (body: unknown) =>
  askRoute(one.PATCH, URL_BASE, { method: 'PATCH', headers, params: { schedule }, body });

test('options are changed one by one, null takes one back', async () => {
  expect(await patch({ options: { title: 'Report', storage_device: 'sdb' } })).toMatchObject({
    status: 200,
    body: {
      name: 'Mondays',
      has_logo: true,
      options: { title: 'Report', storageDevice: 'sdb', branding: { accent: '#112233' } },
    },
  });
  expect((await patch({ options: { title: null, storage_device: null, accent: null } })).body).toMatchObject({
    has_logo: true,
    options: {},
  });
  expect((await patch({ options: { logo: null } })).body).toMatchObject({ has_logo: false, options: {} });
  expect((await patch({ name: 'Renamed', options: {} })).body).toMatchObject({ name: 'Renamed' });
});

test.each([
  ['an empty title', { options: { title: '' } }],
  ['a list for options', { options: [] }],
  ['no options at all', { options: null }],
  ['a paper that is none', { options: { paper: 'a3' } }],
])('%s is refused', async (_, body) => {
  expect(await patch(body)).toMatchObject({ status: 400, body: { error_code: 'INVALID_INPUT' } });
});
