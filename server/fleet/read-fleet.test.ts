import { beforeAll, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { updateMachine } from '#server/machines/update-machine.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { sealDue } from '#server/metrics/segments/seal-due.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { forgetRecent } from './forget-recent.ts';
import { decodeLine } from './line.ts';
import { readFleet } from './read-fleet.ts';
import { readFleetSince } from './read-fleet-since.ts';

const MINUTE = 60_000;
const now = Math.floor(Date.now() / 1000) * 1000;
const start = now - 10 * MINUTE;
const snapshots = (from: number, count: number) =>
  makeSnapshots(everyMs(start + from * 1000, count, 1000), start - 9_000_000);

let ctx: TenantContext;
let machine: TricklingMachine;
beforeAll(async () => {
  ctx = await freshTenant();
  machine = await tricklingMachine(ctx, 'web-1');
  await tricklingMachine(ctx, 'web-2');
});

test('what was delivered is there at once, each machine with its figures', async () => {
  await machine.send(1, snapshots(0, 180));
  const fleet = await readFleet(ctx, { range: '1h', now });
  const [first, second] = fleet.machines;
  expect(first).toMatchObject({ name: 'web-1', status: 'online' });
  expect(first?.cpuAvg).toBeGreaterThan(10);
  expect(first?.cpuP95).toBeGreaterThanOrEqual(first?.cpuAvg ?? 0);
  expect(first?.cpuMax).toBeGreaterThan(first?.cpuP95 ?? 0);
  expect(first?.memoryNow).toBeGreaterThan(50);
  expect(first?.netAvg).toBeGreaterThan(100_000);
  // Three minutes of an hour are spread over those they are of.
  const line = decodeLine(first?.cpuLine ?? '');
  expect(line).toHaveLength(60);
  expect(line.filter((value) => value !== null).length).toBeGreaterThanOrEqual(3);
  expect(second).toMatchObject({ name: 'web-2', status: 'never', cpuAvg: null, cpuLine: '' });
  expect(fleet.today).toEqual({ delivered: 180, uploaded: 0 });
  expect(fleet.basis).toBe('deliveries');
});

test('what is delivered twice counts once', async () => {
  await machine.send(1, snapshots(0, 180));
  expect((await readFleet(ctx, { range: '1h', now })).today.delivered).toBe(180);
});

test('longer ranges have the hours that are not rolled up, and then those that are', async () => {
  const before = await readFleet(ctx, { range: '24h', now });
  await sealDue(ctx, new Date(now + 2 * 3_600_000));
  await rollUpDue(ctx);
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query('DELETE FROM machine_recent');
  const after = await readFleet(ctx, { range: '24h', now });
  expect(after.basis).toBe('sketches');
  expect(after.machines[0]?.cpuAvg).toBeCloseTo(before.machines[0]?.cpuAvg ?? 0, 0);
  expect(after.machines[0]?.cpuMax).toBeCloseTo(before.machines[0]?.cpuMax ?? 0, 1);
  expect(after.machines[0]?.cpuP95).toBeGreaterThan(after.machines[0]?.cpuAvg ?? 0);
  for (const name of ['memoryAvg', 'diskAvg', 'netAvg'] as const)
    expect(after.machines[0]?.[name], name).toBeCloseTo(before.machines[0]?.[name] ?? 0, -1);
});

test('who knows a version is told only what is different', async () => {
  const fleet = await readFleetSince(ctx, { range: '24h' });
  expect(fleet?.machines).toHaveLength(2);
  const version = fleet?.version ?? '';
  expect(await readFleetSince(ctx, { range: '24h', version })).toBeNull();
  expect(await readFleetSince(ctx, { range: '7d', version })).not.toBeNull();
  await updateMachine(ctx, 'web-2', { display_name: 'Web 2' });
  const changed = await readFleetSince(ctx, { range: '24h', version });
  expect(changed?.machines[1]).toMatchObject({ displayName: 'Web 2' });
  expect(changed?.version).not.toBe(version);
});

test('what is past two hours is forgotten, the rest stays', async () => {
  await machine.send(181, snapshots(180, 2));
  expect(await forgetRecent(ctx, new Date(now))).toBe(0);
  expect(await forgetRecent(ctx, new Date(now + 3 * 3_600_000))).toBeGreaterThan(0);
});

test('another tenant sees none of it, and without the right to read nobody does', async () => {
  expect((await readFleet(await freshTenant(), { range: '1h' })).machines).toEqual([]);
  await expect(readFleet(await freshTenant(['ingest']), { range: '1h' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});
