import { beforeAll, expect, test } from 'vitest';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { querySeries } from './query-series.ts';
import { querySeriesOf } from './query-series-of.ts';
import { queryTopic } from './query-topic.ts';

const HOUR = 3_600_000;
const base = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR;

let ctx: TenantContext;
let long: TricklingMachine;
let short: TricklingMachine;
beforeAll(async () => {
  ctx = await freshTenant();
  long = await tricklingMachine(ctx, 'long');
  short = await tricklingMachine(ctx, 'short');
  for (let at = 0; at < 1500; at += 500)
    await long.send(at + 1, makeSnapshots(everyMs(base + at * 1000, 500, 1000), base - HOUR));
  await short.send(1, makeSnapshots(everyMs(base + 3000, 90, 1000), base - HOUR));
});
const range = { start: new Date(base), end: new Date(base + HOUR) };

test('several machines come in the same buckets', async () => {
  const query = { ...range, kind: 'host' as const, metrics: ['load_1'], maxPoints: 100 };
  const found = await querySeriesOf(ctx, { ...query, machineIds: [long.id, short.id] });
  expect(Object.keys(found)).toEqual([long.id, short.id]);
  expect(found[long.id]).toEqual(await querySeries(ctx, { ...query, machineId: long.id }));
  expect(found[short.id]).toMatchObject({ raw: false, resolutionSeconds: 15 });
  expect(found[short.id]!.timestamps).toEqual(everyMs(base, 7, 15_000));
});

test.each([[[]], [Array.from({ length: 21 }, () => crypto.randomUUID())]])(
  '%# too few or too many',
  async (machineIds) => {
    await expect(querySeriesOf(ctx, { ...range, kind: 'host', machineIds })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  },
);

test('a topic has the host and its parts over one list of times', async () => {
  const cpu = await queryTopic(ctx, 'cpu', { machineId: long.id, ...range, maxPoints: 200 });
  expect(cpu.resolutionSeconds).toBe(10);
  expect(Object.keys(cpu.entities)).toEqual(['cpu0', 'cpu1']);
  expect(cpu.series.load_1?.avg).toHaveLength(cpu.timestamps.length);
  expect(cpu.entities.cpu0?.cpu_used?.max).toHaveLength(cpu.timestamps.length);
  const some = await queryTopic(ctx, 'cpu', {
    machineId: long.id,
    ...range,
    metrics: ['cpu_used'],
    entities: ['cpu1'],
  });
  expect(Object.keys(some.series)).toEqual(['cpu_used']);
  expect(Object.keys(some.entities)).toEqual(['cpu1']);
});

test('a step makes buckets of that width, also of few samples', async () => {
  const found = await querySeries(ctx, {
    machineId: short.id,
    ...range,
    kind: 'host',
    metrics: ['load_1'],
    stepSeconds: 60,
  });
  expect(found).toMatchObject({ raw: false, resolutionSeconds: 60 });
  expect(found.timestamps).toEqual([base, base + 60_000]);
});

test.each([
  ['half a second', { stepSeconds: 0.5 }],
  ['more points than there may be', { stepSeconds: 1, start: new Date(base - 24 * HOUR) }],
])('%s is refused as a step', async (_, more) => {
  await expect(
    querySeries(ctx, { machineId: short.id, ...range, kind: 'host', ...more }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('a caller that leaves ends the query', async () => {
  const query = { machineId: long.id, ...range, kind: 'host' as const };
  await expect(querySeries(ctx, { ...query, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  });
  const leaving = new AbortController();
  const asked = querySeries(ctx, { ...query, signal: leaving.signal }).then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );
  setImmediate(() => leaving.abort());
  expect(['answered', 'UNAVAILABLE']).toContain(await asked);
  expect((await querySeries(ctx, query)).timestamps.length).toBeGreaterThan(0);
});
