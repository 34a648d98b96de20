import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { createMember } from '#server/members/create-member.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { makeCsv } from '#server/uploads/testing/make-csv.ts';
import { POST as login } from './auth/login/route.ts';
import { POST as refresh } from './auth/refresh/route.ts';
import { GET as getCollector } from './collectors/[machine]/route.ts';
import { POST as createCollector, GET as listCollectors } from './collectors/route.ts';
import { GET as dashboard } from './dashboard/collectors/[machine]/[topic]/route.ts';
import { GET as exportCsv } from './performance/export/route.ts';
import { POST as upload } from './performance/upload/route.ts';
import { POST as ingest } from './trickle/ingest/route.ts';
import { GET as status } from './trickle/status/route.ts';

const password = 'correct horse battery';
const start = Math.floor((Date.now() - 1_800_000) / 60_000) * 60_000;
const COUNT = 60;

let ctx: TenantContext;
let host: string;
let email: string;
beforeAll(async () => {
  ctx = await freshTenant();
  host = `${ctx.tenant.slug}.localhost:3000`;
  email = `ann@${ctx.tenant.slug}.example`;
  await createMember({ tenantId: ctx.tenant.id, email, name: 'Ann', password, role: 'admin' });
});

type Route<Params> = (request: Request, route: { params: Promise<Params> }) => Promise<Response>;

/** A call as the documentation of the earlier system writes it. */
async function call<Params>(
  route: Route<Params>,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: BodyInit; params?: Params } = {},
): Promise<{ status: number; text: string; json: () => Record<string, unknown>; headers: Headers }> {
  const { params, headers, ...rest } = options;
  const request = new Request(`http://${host}${path}`, { ...rest, headers: { host, ...headers } });
  const response = await route(request, { params: Promise.resolve((params ?? {}) as Params) });
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text), headers: response.headers };
}
const post = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

test('a script of the earlier system: signs in, makes a collector, uploads, exports and charts', async () => {
  const pair = (await call(login, '/api/auth/login/', post({ username: email, password }))).json();
  const next = (await call(refresh, '/api/auth/refresh/', post({ refresh: pair.refresh }))).json();
  expect(next).toMatchObject({ access: expect.any(String), refresh: expect.any(String) });
  const headers = { authorization: `Bearer ${next.access}` };

  const made = await call(createCollector, '/api/collectors/', post({ machine_id: 'server01' }, headers));
  expect(made.status, made.text).toBe(201);
  const { id } = made.json();
  const listed = await call(listCollectors, '/api/collectors/', { headers });
  expect(listed.json()).toMatchObject({ machines: [{ id, machine_id: 'server01' }] });
  const params = { machine: String(id) };
  const got = await call(getCollector, `/api/collectors/${id}/`, { headers, params });
  expect(got.json()).toMatchObject({ id, machine_id: 'server01' });

  const form = new FormData();
  form.set('file', new File([makeCsv(everyMs(start, COUNT, 1000))], 'perf.csv'));
  form.set('machine_id', 'server01');
  const sent = await call(upload, '/api/performance/upload/', { method: 'POST', headers, body: form });
  expect(sent.status, sent.text).toBe(201);
  expect(sent.json()).toMatchObject({ status: 'success', records_processed: COUNT });
  const exported = await call(exportCsv, '/api/performance/export/?machine_id=server01', { headers });
  expect(exported.text.trim().split(/\r?\n/)).toHaveLength(COUNT + 1);
});

test('an agent of the earlier system: delivers either body, and asks how far it is', async () => {
  const { body } = await trickling('server02');
  expect(body).toMatchObject({ machine_id: 'server02', online: true, samples_today: expect.any(Number) });
});

/** A machine with a minute of samples, one a second, delivered by both bodies. */
async function trickling(name: string): Promise<{ id: string; body: Record<string, unknown> }> {
  const admin = { apikey: (await createApiKey(ctx, { name: 'admin', scopes: ['write', 'read'] })).key };
  const made = await call(createCollector, '/api/collectors/', post({ machine_id: name }, admin));
  const id = String(made.json().id);
  const { key } = await createApiKey(ctx, { name, scopes: ['ingest'], machineId: id });
  const snapshots = makeSnapshots(everyMs(start, COUNT, 1000), start - 9_000_000);
  const numbered = {
    identifier: name,
    stream: randomUUID(),
    first_seq: 1,
    snapshots: snapshots.slice(0, 40),
  };
  const headers = { apikey: key };
  const first = await call(ingest, '/api/trickle/ingest/', post(numbered, headers));
  expect(first.json()).toMatchObject({ error: null, acked_through: 40, session_id: expect.any(String) });
  const measurements = snapshots.slice(40).flatMap(({ records }) => records);
  const rest = await call(ingest, '/api/trickle/ingest/', post({ identifier: name, measurements }, headers));
  expect([rest.status, rest.json()]).toEqual([200, { error: null }]);
  return { id, body: (await call(status, '/api/trickle/status/', { headers })).json() };
}

test('dashboards of the earlier system get columns', async () => {
  const { id } = await trickling('server03');
  const reader = { apikey: (await createApiKey(ctx, { name: 'reader', scopes: ['read'] })).key };
  const ask = async (topic: string, query = '?hours=1') => {
    const path = `/api/dashboard/collectors/${id}/${topic}/${query}`;
    const answer = await call(dashboard, path, { headers: reader, params: { machine: id, topic } });
    return { ...answer, body: answer.json() as Record<string, never> };
  };
  type Columns = Record<string, (number | null)[]>;
  const times = everyMs(start, COUNT, 1000).map((time) => new Date(time).toISOString());

  const cpu = (await ask('cpu')).body as Columns;
  expect(Object.keys(cpu)).toEqual('timestamps,user,system,idle,iowait,steal,irq,softirq'.split(','));
  expect(cpu.timestamps).toEqual(expect.arrayContaining(times));
  for (const column of Object.values(cpu)) expect(column).toHaveLength(cpu.timestamps?.length ?? 0);
  const shares = ['user', 'system', 'idle', 'iowait', 'steal', 'irq', 'softirq'].map(
    (name) => cpu[name]?.[9] ?? 0,
  );
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 6);

  const { total_gb, ...memory } = (await ask('memory')).body as unknown as Columns & { total_gb: number };
  expect(Object.keys(memory)).toEqual('timestamps,used,available,cached,buffers,percent_used'.split(','));
  // 8,000,000 kB.
  expect(total_gb).toBeCloseTo(8_000_000 / 1024 / 1024, 6);
  expect(memory.percent_used?.[9]).toBeCloseTo((100 * (memory.used?.[9] ?? 0)) / (total_gb * 1024), 6);

  const disk = (await ask('disk')).body as unknown as { timestamps: string[]; devices: Columns[] };
  expect(disk.devices.map(({ name }) => name)).toEqual(['sda']);
  expect(Object.keys(disk.devices[0] ?? {}).sort()).toEqual(
    'name,read_bytes,read_ops,utilization,write_bytes,write_ops'.split(','),
  );
  expect(disk.devices[0]?.read_bytes).toHaveLength(disk.timestamps.length);

  const network = (await ask('network')).body as unknown as { interfaces: Columns[] };
  expect(network.interfaces.map(({ name }) => name)).toEqual(['eth0']);
  expect(Object.keys(network.interfaces[0] ?? {}).sort()).toEqual(
    'name,rx_bytes,rx_packets,tx_bytes,tx_packets'.split(','),
  );

  // Nothing in the last hour's hundredth: empty columns, not an error.
  expect((await ask('disk', '?hours=0.01')).body).toMatchObject({ timestamps: [], devices: [] });
  for (const query of ['?hours=0', '?hours=-1', '?hours=x', '?hours=1e9', '?hours=Infinity'])
    expect(await ask('cpu', query), query).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_INPUT' },
    });
  expect((await ask('cpu', '?hours=')).status).toBe(200);
  for (const topic of ['stats', 'filesystem', '__proto__'])
    expect((await ask(topic)).status, topic).toBe(404);
  const { headers } = await ask('cpu', `?hours=1&end=${new Date(start + 60_000).toISOString()}`);
  expect(headers.get('etag')).toMatch(/^W\//);
});
