import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { Sample } from '#agent/contract/sample.ts';
import { controlDb, controlPool } from '#server/db/control.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { forgetTenantSettings } from '#server/tenancy/tenant-settings.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { retainDue } from './retention/retain-due.ts';
import { readRollups } from './rollups/read-rollups.ts';
import { rollUpDue } from './rollups/roll-up-due.ts';
import { compactDue } from './segments/compact-due.ts';
import { sealDue } from './segments/seal-due.ts';
import { putBatch } from './testing/put-batch.ts';
import { readSamples } from './testing/read-samples.ts';
import { verifyStore } from './verify/verify-store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const day = Math.floor(Date.now() / DAY) * DAY - 3 * DAY;

const STEPS = ['seal', 'rollup', 'compact', 'retain'] as const;
type Step = (typeof STEPS)[number];
const run = async (ctx: TenantContext, step: Step): Promise<void> => {
  if (step === 'seal') await sealDue(ctx, new Date());
  if (step === 'rollup') await rollUpDue(ctx);
  if (step === 'compact') await compactDue(ctx, new Date());
  if (step === 'retain') await retainDue(ctx, new Date());
};

/** Two hours of two kinds, brought so far that `step` is next. */
async function prepare(step: Step): Promise<{ ctx: TenantContext; machineId: string }> {
  const ctx = await freshTenant();
  const { id: machineId } = await registerMachine(ctx, { machine_id: 'server01' });
  const samples = [0, 1000, HOUR, HOUR + 1000].flatMap((at): Sample[] => [
    { kind: 'host', entity: '', time: day + at, values: { load_1: at / 7, load_5: 2 } },
    { kind: 'disk', entity: 'sda', time: day + at, values: { disk_wait: 1 / (at + 3) } },
  ]);
  await putBatch(ctx, machineId, samples);
  await controlDb().tenant.update({ where: { id: ctx.tenant.id }, data: { rawDays: 1 } });
  forgetTenantSettings(ctx.tenant.id);
  for (const before of STEPS.slice(0, STEPS.indexOf(step))) await run(ctx, before);
  return { ctx, machineId };
}

async function contentOf(ctx: TenantContext, machineId: string) {
  const range = { machineId, start: new Date(day), end: new Date(day + DAY) };
  const request = { machineIds: [machineId], kind: 'host' as const, metrics: ['load_1'], ...range };
  return {
    host: await readSamples(ctx, range, 'host'),
    disk: await readSamples(ctx, range, 'disk'),
    rollups: await readRollups(ctx, request),
  };
}

/** Starts the step in a process of its own, and kills it when it waits to write to `table`, in its transaction. */
async function killAt(ctx: TenantContext, step: Step, table: string): Promise<void> {
  const { schemaName, roleName, id } = ctx.tenant;
  const blocker = await controlPool().connect();
  await blocker.query('BEGIN');
  await blocker.query(`LOCK TABLE "${schemaName}".${table} IN SHARE MODE`);
  const child = spawn(process.execPath, ['server/metrics/testing/upkeep-process.ts', id, step], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exit = once(child, 'exit');
  const waits = async () => {
    const { rowCount } = await controlPool().query(
      `SELECT FROM pg_stat_activity WHERE usename = $1 AND wait_event_type = 'Lock'`,
      [roleName],
    );
    return rowCount !== 0;
  };
  while (!(await waits())) {
    if (child.exitCode !== null) throw new Error(`${step} ended without writing to ${table}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);
  await blocker.query('ROLLBACK');
  blocker.release();
}

test.each<[Step, string]>([
  ['seal', 'sample_batch'],
  ['rollup', 'rollup_hour'],
  ['compact', 'segment'],
  ['retain', 'rollup_hour'],
])(
  'killed while it writes, %s has changed nothing in %s or elsewhere, and is done by the next run',
  async (step, table) => {
    const { ctx, machineId } = await prepare(step);
    const before = await contentOf(ctx, machineId);
    await killAt(ctx, step, table);
    expect(await contentOf(ctx, machineId)).toEqual(before);
    await run(ctx, step);
    const after = await contentOf(ctx, machineId);
    if (step === 'retain') expect(after).toEqual({ host: {}, disk: {}, rollups: before.rollups });
    else expect(after).toMatchObject({ host: before.host, disk: before.disk });
    expect(after.rollups).toHaveLength(step === 'seal' ? 0 : 1);
    expect((await verifyStore(ctx, new Date())).findings).toEqual([]);
  },
);
