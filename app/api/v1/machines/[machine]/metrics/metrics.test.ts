import { beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { Scope, TenantContext } from '#server/tenancy/context.ts';
import { askRoute } from '#server/testing/ask-route.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import * as topicRoute from './[topic]/route.ts';
import * as statsRoute from './stats/route.ts';

const HOUR = 3_600_000;
const base = Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR;
const COUNT = 400;
const range = `start=${new Date(base).toISOString()}&end=${(base + HOUR) / 1000}`;

let machineId: string;
const keys = new Map<string, Record<string, string>>();
beforeAll(async () => {
  const acme = await freshTenant();
  const keyOf = async (ctx: TenantContext, ...scopes: Scope[]) => ({
    apikey: (await createApiKey(ctx, { name: 'test', scopes })).key,
  });
  keys.set('reader', await keyOf(acme, 'read'));
  keys.set('writer', await keyOf(acme, 'write'));
  keys.set('stranger', await keyOf(await freshTenant(), 'read'));
  const machine = await tricklingMachine(acme, 'web 1');
  machineId = machine.id;
  const times = [...everyMs(base, COUNT, 1000), ...everyMs(base + 1_800_000, 100, 1000)];
  await machine.send(1, makeSnapshots(times, base - HOUR));
});

type Series = Record<string, Record<string, (number | null)[]>>;
/** The parts of an answer, empty where it has none. */
const partsOf = (body: Record<string, unknown> | null) => ({
  times: (body?.timestamps ?? []) as string[],
  series: (body?.series ?? {}) as Series,
  entities: (body?.entities ?? {}) as Record<string, Series>,
});
const ask = async (topic: string, query = range, role = 'reader', machine = 'web 1') => {
  const url = `http://localhost:3000/api/v1/machines/x/metrics/${topic}?${query}`;
  const headers = keys.get(role) ?? {};
  return topic === 'stats'
    ? askRoute(statsRoute.GET, url, { headers, params: { machine } })
    : askRoute(topicRoute.GET, url, { headers, params: { machine, topic } });
};

describe('series', () => {
  test('have the form of the contract', async () => {
    const { status, body } = await ask('cpu');
    expect(status).toBe(200);
    expect(Object.keys(body ?? {})).toEqual([
      'machine_id',
      'kind',
      'resolution_seconds',
      'source',
      'timestamps',
      'series',
      'entities',
      'events',
    ]);
    expect(body).toMatchObject({ machine_id: 'web 1', kind: 'cpu', resolution_seconds: 1, source: 'raw' });
    const { times, series, entities } = partsOf(body);
    expect(times[0]).toBe(new Date(base).toISOString());
    // The gap is one null point.
    expect(times).toHaveLength(COUNT + 100 + 1);
    const { cpu_user } = series;
    expect(Object.keys(cpu_user ?? {})).toEqual(['avg', 'min', 'max']);
    expect(cpu_user?.avg).toHaveLength(times.length);
    expect(cpu_user?.avg?.[COUNT]).toBeNull();
    expect(Object.keys(entities)).toEqual(['cpu0', 'cpu1']);
    expect(body?.events).toEqual([{ at: new Date(base + 1_800_000).toISOString(), type: 'gap' }]);
  });

  test.each([
    ['memory', 'mem_used', []],
    ['disk', 'disk_read_bytes', ['sda']],
    ['network', 'net_rx_bytes', ['eth0']],
    ['filesystem', undefined, []],
    ['container', undefined, []],
  ])('of %s', async (topic, metric, entities) => {
    const { status, body } = await ask(topic);
    expect(status).toBe(200);
    const found = partsOf(body);
    expect(Object.keys(found.entities)).toEqual(entities);
    if (metric) expect(found.series[metric]?.avg).toHaveLength(found.times.length);
    else expect(body).toMatchObject({ series: {}, timestamps: [] });
  });

  test.each([
    ['max_points=50', 60, ['avg', 'min', 'max']],
    ['max_points=50&aggregate=max', 60, ['max']],
    ['step=5m&aggregate=min,avg', 300, ['min', 'avg']],
    ['step=90', 90, ['avg', 'min', 'max']],
    ['step=&max_points=&aggregate=&metrics=&entities=', 1, ['avg', 'min', 'max']],
  ])('with %s', async (more, resolution, aggregates) => {
    const { status, body } = await ask('cpu', `${range}&${more}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ resolution_seconds: resolution });
    const { series, entities } = partsOf(body);
    expect(Object.keys(series.cpu_used ?? {})).toEqual(aggregates);
    expect(Object.keys(entities.cpu1?.cpu_used ?? {})).toEqual(aggregates);
  });

  test('of some metrics and entities', async () => {
    const { body } = await ask('cpu', `${range}&metrics=cpu_used,load_1&entities=cpu1`);
    const { series, entities } = partsOf(body);
    expect(Object.keys(series)).toEqual(['cpu_used', 'load_1']);
    expect(Object.keys(entities)).toEqual(['cpu1']);
  });

  test('by id, without a range the last 24 hours', async () => {
    const asked = await ask('memory', '', 'reader', machineId);
    expect(asked.body?.timestamps).toHaveLength(COUNT + 100 + 1);
  });
});

test('statistics have the form of the contract', async () => {
  const { status, body } = await ask('stats');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    machine_id: 'web 1',
    data_range: {
      start: new Date(base).toISOString(),
      end: new Date(base + 1_899_000).toISOString(),
    },
    samples: COUNT + 100,
    approximate: false,
  });
  const { metrics, entities } = body as {
    metrics: Series;
    entities: Record<string, Record<string, Series>>;
  };
  expect(Object.keys(metrics.cpu_user ?? {})).toEqual(
    'count,min,max,avg,stddev,current,p50,p75,p90,p95,p97_5,p99,p100,total'.split(','),
  );
  expect(metrics.cpu_user?.total).toBeNull();
  expect(metrics.net_rx_bytes?.total).toBeGreaterThan(0);
  expect(entities.disk?.sda?.disk_read_ops?.p97_5).toBeGreaterThan(0);
  expect(Object.keys(entities.cpu ?? {})).toEqual(['cpu0', 'cpu1']);
  expect((await ask('stats', `start=1990-01-01&end=1990-01-02`)).body).toMatchObject({
    samples: 0,
    data_range: { start: null, end: null },
  });
});

describe('refusals', () => {
  test.each([
    ['cpu', 'start=yesterday', 400, 'INVALID_INPUT'],
    ['cpu', `start=${base}&end=${base}`, 400, 'INVALID_INPUT'],
    ['cpu', `${range}&max_points=0`, 400, 'INVALID_INPUT'],
    ['cpu', `${range}&max_points=20001`, 400, 'INVALID_INPUT'],
    ['cpu', `${range}&max_points=1.5`, 400, 'INVALID_INPUT'],
    ['cpu', `${range}&aggregate=median`, 400, 'INVALID_INPUT'],
    ['cpu', `${range}&step=2m`, 400, 'INVALID_INPUT'],
    ['cpu', `${range}&step=0`, 400, 'INVALID_INPUT'],
    ['cpu', `${range}&step=-5`, 400, 'INVALID_INPUT'],
    ['cpu', `start=2020-01-01&step=1`, 400, 'INVALID_INPUT'],
    ['cpu', `${range}&metrics=mem_used`, 400, 'INVALID_INPUT'],
    ['cpu', `${range}&metrics=%22%3B--`, 400, 'INVALID_INPUT'],
    ['gpu', range, 404, 'NOT_FOUND'],
    ['toString', range, 404, 'NOT_FOUND'],
    ['stats', 'end=x', 400, 'INVALID_INPUT'],
    ['stats', `start=${base + 1}&end=${base}`, 400, 'INVALID_INPUT'],
  ])('%s?%s: %d %s', async (topic, query, status, code) => {
    expect(await ask(topic, query)).toMatchObject({ status, body: { error_code: code } });
  });

  test.each([
    ['nobody', 'web 1', 401, 'UNAUTHENTICATED'],
    ['writer', 'web 1', 403, 'FORBIDDEN'],
    ['stranger', 'web 1', 404, 'NOT_FOUND'],
    ['reader', 'web 2', 404, 'NOT_FOUND'],
    ['reader', '\0', 404, 'NOT_FOUND'],
  ])('%s asks for %s: %d %s', async (role, machine, status, code) => {
    for (const topic of ['cpu', 'stats'])
      expect(await ask(topic, range, role, machine)).toMatchObject({ status, body: { error_code: code } });
  });

  test('a foreign id', async () => {
    expect(await ask('cpu', range, 'stranger', machineId)).toMatchObject({ status: 404 });
  });
});
