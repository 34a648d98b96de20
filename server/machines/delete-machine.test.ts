import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { rotateApiKey } from '#server/api-keys/rotate-api-key.ts';
import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { deleteMachine } from './delete-machine.ts';
import { updateMachine } from './update-machine.ts';

const now = Math.floor(Date.now() / 1000) * 1000;
const boot = now - 9_000_000;
const TABLES = ['sample_batch', 'segment', 'stream', 'machine_event', 'report', 'api_key', 'rollup_hour'];
let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

/** How many rows of each table a machine has. */
async function count(machineId: string): Promise<number[]> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ counts: number[] }>(
    `SELECT ARRAY[${TABLES.map((table) => `(SELECT count(*)::int FROM ${table} WHERE machine_id = $1)`)}] AS counts`,
    [machineId],
  );
  return rows[0]?.counts ?? [];
}

test('takes all of the machine and nothing else', async () => {
  const [machine, other] = [await tricklingMachine(ctx, 'gone'), await tricklingMachine(ctx, 'stays')];
  const times = [...everyMs(now - 7_200_000, 3, 1000), ...everyMs(now - 3000, 3, 1000)];
  const { prisma } = await tenantDb(ctx.tenant);
  for (const { id, send } of [machine, other]) {
    await send(1, makeSnapshots(times, boot));
    await sealBatches(ctx, { machineId: id, before: new Date(now - 3_600_000) });
    await rollUpDue(ctx);
    const range = { rangeStart: new Date(boot), rangeEnd: new Date(now) };
    await prisma.report.create({ data: { id: randomUUID(), machineId: id, ...range, status: 'done' } });
  }
  const { keyId } = await createApiKey(ctx, { name: 'pcc', scopes: ['ingest'], machineId: machine.id });
  const successor = await rotateApiKey(ctx, keyId);
  expect((await count(machine.id)).every((rows) => rows > 0)).toBe(true);
  const before = await count(other.id);

  const keys = [keyId, successor.keyId];
  await deleteMachine(ctx, machine.name, machine.name);
  expect(await count(machine.id)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(await count(other.id)).toEqual(before);
  expect(await controlDb().apiKeyLocator.count({ where: { keyId: { in: keys } } })).toBe(0);
  expect(await prisma.auditEntry.findFirst({ where: { verb: 'machine.delete' } })).toMatchObject({
    target: 'gone',
    details: { id: machine.id, keys: expect.arrayContaining(keys) },
  });
  await expect(machine.send(7, makeSnapshots([now], boot))).rejects.toMatchObject({
    code: 'MACHINE_NOT_REGISTERED',
  });
});

test('while it delivers and seals, nothing is left behind', async () => {
  const machine = await tricklingMachine(ctx, 'busy');
  await machine.send(1, makeSnapshots(everyMs(now - 7_200_000, 2, 1000), boot));
  const [removed, ...others] = await Promise.allSettled([
    deleteMachine(ctx, machine.id, 'busy'),
    machine.send(3, makeSnapshots([now - 2000], boot)),
    sealBatches(ctx, { machineId: machine.id, before: new Date(now - 3_600_000) }),
    machine.send(3, makeSnapshots([now - 2000], boot)),
  ]);
  expect(removed).toMatchObject({ status: 'fulfilled' });
  for (const other of others)
    if (other.status === 'rejected') expect(other.reason).toMatchObject({ code: 'MACHINE_NOT_REGISTERED' });
  expect(await count(machine.id)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test.each([
  ['unconfirmed', undefined, 'INVALID_INPUT'],
  ['confirmed with its id', 'id', 'INVALID_INPUT'],
  ['of another tenant', 'foreign', 'NOT_FOUND'],
])('%s: refused, and all is there', async (name, confirm, code) => {
  const machine = await tricklingMachine(ctx, name);
  await machine.send(1, makeSnapshots([now], boot));
  const caller = confirm === 'foreign' ? await freshTenant() : ctx;
  await expect(
    deleteMachine(caller, machine.id, confirm === 'id' ? machine.id : confirm === 'foreign' ? name : confirm),
  ).rejects.toMatchObject({ code });
  expect((await count(machine.id))[0]).toBe(1);
});

test('changes are kept in the audit trail by their names', async () => {
  await tricklingMachine(ctx, 'changed');
  await updateMachine(ctx, 'changed', { region: 'eu', tags: { a: 'b' } });
  const { prisma } = await tenantDb(ctx.tenant);
  expect(await prisma.auditEntry.findFirst({ where: { verb: 'machine.update' } })).toMatchObject({
    target: 'changed',
    details: { changed: ['tags', 'region'] },
  });
});
