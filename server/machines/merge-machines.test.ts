import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { listSessions } from '#server/collection-sessions/list-sessions.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { readRollups } from '#server/metrics/rollups/read-rollups.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { putDay } from '#server/metrics/testing/put-day.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { findMachine } from './find-machine.ts';
import { mergeMachines } from './merge-machines.ts';
import { showMachine } from './show-machine.ts';
import { updateMachine } from './update-machine.ts';

const HOUR = 3_600_000;
const base = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR;
const boot = base - 100_000;
const range = { start: new Date(base), end: new Date(base + 4 * HOUR) };
let ctx: TenantContext;
let number = 0;
beforeAll(async () => {
  ctx = await freshTenant();
});

const machineNamed = (name: string) => tricklingMachine(ctx, `${name}${++number}`);
const put = (machine: TricklingMachine, hours: readonly number[], value: number) =>
  putDay(ctx, {
    machineId: machine.id,
    kind: 'host',
    columns: {
      time: hours.map((hour) => base + hour * HOUR),
      entity: hours.map(() => ''),
      values: { load_1: hours.map(() => value) },
    },
    span: { startsAt: new Date(base), endsAt: new Date(base + 3 * HOUR) },
  });
const loads = async ({ id }: TricklingMachine) => {
  const { timestamps, series } = await querySeries(ctx, {
    machineId: id,
    kind: 'host',
    metrics: ['load_1'],
    ...range,
  });
  return timestamps.flatMap((time, index) => {
    const value = series.load_1?.avg[index];
    return typeof value === 'number' ? [[(time - base) / HOUR, value]] : [];
  });
};

describe('merging two machines', () => {
  test('all of one goes to the other, the newest sample of a time counts, and rollups follow', async () => {
    const [from, into] = [await machineNamed('old'), await machineNamed('new')];
    await put(from, [0, 1], 1);
    await put(into, [1, 2], 2);
    await put(from, [2], 3);
    await rollUpDue(ctx);
    await from.send(1, makeSnapshots([base + 3 * HOUR + 1, base + 3 * HOUR + 1001], boot));
    const { keyId } = await createApiKey(ctx, { name: 'pcc', scopes: ['ingest'], machineId: from.id });
    const { pool, prisma } = await tenantDb(ctx.tenant);
    const event = { type: 'gap', at: new Date(base) };
    await prisma.machineEvent.createMany({
      data: [
        { ...event, machineId: from.id },
        { ...event, machineId: into.id },
      ],
    });
    const report = { id: randomUUID(), machineId: from.id, rangeStart: range.start, rangeEnd: range.end };
    await prisma.report.create({ data: { ...report, status: 'done' } });
    const upload = { id: randomUUID(), fileName: 'a.csv', byteCount: 1, status: 'done', machines: [from.id] };
    await prisma.upload.create({ data: upload });

    const merged = await mergeMachines(ctx, { from: from.name, into: into.id, confirm: from.name });
    expect(merged).toMatchObject({ id: into.id, machine_id: into.name, status: 'online' });
    expect((await loads(into)).slice(0, 3)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(await loads(into)).toHaveLength(5);
    await expect(findMachine(ctx, from.name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const table of [
      'segment',
      'sample_batch',
      'rollup_hour',
      'stream',
      'api_key',
      'report',
      'machine_event',
    ]) {
      const { rowCount } = await pool.query(`SELECT FROM ${table} WHERE machine_id = $1`, [from.id]);
      expect(rowCount, table).toBe(0);
    }
    expect(await prisma.apiKey.findUnique({ where: { keyId } })).toMatchObject({ machineId: into.id });
    expect(await prisma.upload.findUnique({ where: { id: upload.id } })).toMatchObject({
      machines: [into.id],
    });
    expect(await prisma.report.count({ where: { machineId: into.id } })).toBe(1);
    expect(await prisma.segment.count({ where: { machineId: into.id } })).toBe(1);
    await rollUpDue(ctx);
    const request = { machineIds: [into.id], kind: 'host' as const, metrics: ['load_1'], ...range };
    expect(await readRollups(ctx, request)).toMatchObject([{ count: [1, 1, 1], sum: [1, 2, 3] }]);
    // The stream and its session go on where they were, for the other machine.
    const sessions = async () => (await listSessions(ctx, { machine: into.name })).sessions;
    const before = await sessions();
    await into.send(3, makeSnapshots([base + 3 * HOUR + 2001], boot), { stream: from.stream });
    expect((await sessions()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect((await sessions())[0]).toMatchObject({ sample_count: 3, machine_id: into.name });
    expect(await loads(into)).toHaveLength(6);
  });

  test('while both deliver and are sealed, nothing is lost', async () => {
    const [from, into] = [await machineNamed('old'), await machineNamed('new')];
    for (const [index, machine] of [from, into].entries())
      await machine.send(1, makeSnapshots(everyMs(base + index * 500, 5, 1000), boot));
    const results = await Promise.allSettled([
      mergeMachines(ctx, { from: from.id, into: into.id, confirm: from.name }),
      into.send(6, makeSnapshots([base + 5500], boot)),
      sealBatches(ctx, { machineId: into.id, before: new Date(base + 2 * HOUR) }),
      sealBatches(ctx, { machineId: from.id, before: new Date(base + 2 * HOUR) }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(new Array(4).fill('fulfilled'));
    expect(await loads(into)).toHaveLength(11);
  });

  test.each([
    ['unconfirmed', { confirm: undefined }, 'INVALID_INPUT'],
    ['confirmed with the name of the other', { confirm: 'other' }, 'INVALID_INPUT'],
    ['into itself', { into: 'self' }, 'INVALID_INPUT'],
    ['into one that is not there', { into: 'nobody' }, 'NOT_FOUND'],
  ])('%s: refused', async (_, change, code) => {
    const [from, into] = [await machineNamed('from'), await machineNamed('into')];
    const chosen = { from: from.id, into: into.id, confirm: from.name, ...change };
    if (chosen.into === 'self') chosen.into = from.name;
    await expect(mergeMachines(ctx, chosen)).rejects.toMatchObject({ code });
    expect((await findMachine(ctx, from.id)).machine_id).toBe(from.name);
  });

  test('of another tenant, or without the right to: refused', async () => {
    const [from, into] = [await machineNamed('from'), await machineNamed('into')];
    const chosen = { from: from.id, into: into.id, confirm: from.name };
    await expect(mergeMachines(await freshTenant(), chosen)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const writer = { ...ctx, scopes: new Set(['read', 'write'] as const) };
    await expect(mergeMachines(writer, chosen)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('renaming', () => {
  test('changes the name and nothing else; the audit trail has both', async () => {
    const machine = await machineNamed('before');
    await machine.send(1, makeSnapshots([base], boot));
    const name = `after${number}`;
    expect(await updateMachine(ctx, machine.name, { machine_id: name })).toMatchObject({
      id: machine.id,
      machine_id: name,
    });
    await expect(findMachine(ctx, machine.name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await loads(machine)).toHaveLength(1);
    await machine.send(2, makeSnapshots([base + 1000], boot), { identifier: name });
    const { prisma } = await tenantDb(ctx.tenant);
    expect(
      await prisma.auditEntry.findFirst({ where: { target: machine.name, verb: 'machine.update' } }),
    ).toMatchObject({
      details: { renamed: name },
    });
  });

  test.each([
    ['taken', (other: string) => other, 'CONFLICT'],
    ['with a slash', () => 'a/b', 'INVALID_INPUT'],
    ['empty', () => '', 'INVALID_INPUT'],
  ])('a name that is %s: refused', async (_, choose, code) => {
    const [machine, other] = [await machineNamed('one'), await machineNamed('other')];
    await expect(updateMachine(ctx, machine.id, { machine_id: choose(other.name) })).rejects.toMatchObject({
      code,
    });
    expect((await findMachine(ctx, machine.id)).machine_id).toBe(machine.name);
  });
});

test('two agents with one key are seen while both deliver, an agent that began anew is not', async () => {
  const machine = await machineNamed('shared');
  const send = (stream: string, seq: number, at: number) =>
    machine.send(seq, makeSnapshots([base + at], boot), { stream });
  const warnings = async () => (await showMachine(ctx, machine.id)).warnings;
  const [first, second] = [randomUUID(), randomUUID()];
  await send(first, 1, 0);
  await send(second, 1, 1000);
  expect(await warnings()).toEqual([]);
  await send(second, 2, 2000);
  expect(await warnings()).toEqual([]);
  await send(first, 2, 3000);
  expect(await warnings()).toEqual([expect.stringContaining(`Two agents deliver for "${machine.name}"`)]);
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query(`UPDATE stream SET last_received_at = now() - interval '1 hour' WHERE stream_id = $1`, [
    second,
  ]);
  expect(await warnings()).toEqual([]);
});
