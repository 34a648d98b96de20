import { beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
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

let ctx: TenantContext;
let key: string;
let server01: string;
beforeAll(async () => {
  ctx = await freshTenant();
  key = (await createApiKey(ctx, { name: 'test', scopes: ['ingest', 'read'] })).key;
  server01 = (await registerMachine(ctx, { machine_id: 'server01' })).id;
});

const send = (form: FormData, more: { headers?: Record<string, string>; query?: string } = {}) => {
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  return request.arrayBuffer().then((body) =>
    askRoute(POST, `${URL_BASE}${more.query ?? ''}`, {
      method: 'POST',
      headers: {
        apikey: key,
        'content-type': request.headers.get('content-type') ?? '',
        ...more.headers,
      },
      body: new Uint8Array(body),
    }),
  );
};
const form = (file: string | Uint8Array | null, fields: Record<string, string> = {}) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  if (file !== null) made.append('file', new Blob([file as BlobPart]), 'perf.csv');
  return made;
};

test('a file is stored and answered as the contract says; again, it stores nothing', async () => {
  const times = everyMs(noon, 3600, 1000);
  const first = await send(form(makeCsv(times)));
  expect(first).toMatchObject({
    status: 201,
    body: {
      status: 'success',
      records_processed: 3600,
      machine_id: 'server01',
      tenant_id: ctx.tenant.id,
      data_range: { start: new Date(noon).toISOString(), end: new Date(noon + 3_599_000).toISOString() },
      duplicates: 0,
      duplicate_of: null,
      warnings: [],
    },
  });
  const again = await send(form(makeCsv(times)));
  expect(again).toMatchObject({
    status: 200,
    body: { records_processed: 3600, duplicates: 0, duplicate_of: first.body?.upload_id },
  });
  const series = await querySeries(ctx, {
    machineId: server01,
    start: new Date(noon),
    end: new Date(noon + DAY),
    kind: 'host',
    metrics: ['mem_total'],
    maxPoints: 5000,
  });
  expect(series.timestamps).toEqual(times);
});
