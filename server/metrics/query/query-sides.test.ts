import { beforeAll, expect, test } from 'vitest';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { querySides } from './query-sides.ts';

const HOUR = 3_600_000;
const base = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR;
const query = { kind: 'host' as const, metrics: ['load_1'], maxPoints: 100 };

let ctx: TenantContext;
let machine: TricklingMachine;
beforeAll(async () => {
  ctx = await freshTenant();
  machine = await tricklingMachine(ctx, 'twice');
  await machine.send(1, makeSnapshots(everyMs(base, 400, 1000), base - HOUR));
  await machine.send(401, makeSnapshots(everyMs(base + HOUR, 90, 1000), base - HOUR));
});
const side = (from: number, to: number) => ({
  machineId: machine.id,
  start: new Date(from),
  end: new Date(to),
});

test('two ranges of one machine come in one width, the few samples of one in buckets as well', async () => {
  const [first, second] = await querySides(ctx, {
    ...query,
    sides: [side(base, base + HOUR), side(base + HOUR, base + 2 * HOUR)],
  });
  expect(first?.raw).toBe(false);
  expect(second).toMatchObject({ raw: false, resolutionSeconds: first?.resolutionSeconds });
  expect(second?.timestamps[0]).toBe(base + HOUR);
});

test('few samples on all sides stay samples', async () => {
  const one = side(base + HOUR, base + 2 * HOUR);
  const found = await querySides(ctx, { ...query, sides: [one, one] });
  expect(found.map(({ raw, timestamps }) => [raw, timestamps.length])).toEqual([
    [true, 90],
    [true, 90],
  ]);
});

test.each([[0], [7]])('%i sides are refused', async (count) => {
  const sides = Array.from({ length: count }, () => side(base, base + HOUR));
  await expect(querySides(ctx, { ...query, sides })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
