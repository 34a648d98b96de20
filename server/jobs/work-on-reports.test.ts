import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { findReport } from '#server/reports/find-report.ts';
import { listReports } from '#server/reports/list-reports.ts';
import { requestReport } from '#server/reports/request-report.ts';
import { createSchedule } from '#server/reports/schedules/create-schedule.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { sendingQueue, workingQueue } from './queue.ts';
import { workOnReports } from './work-on-reports.ts';

const PATIENCE = { timeout: 90_000, interval: 500 };
let boss: PgBoss;

beforeAll(async () => {
  boss = await workingQueue();
  await workOnReports(boss);
});
afterAll(async () => {
  await boss.stop({ graceful: true, timeout: 10_000 });
  await (await sendingQueue()).stop({ graceful: false });
});

test('a worker makes what is asked for, and what a schedule wants', { timeout: 180_000 }, async () => {
  const ctx = await freshTenant();
  await registerMachine(ctx, { machine_id: 'web' });
  const range = { start: new Date('2026-01-01T00:00:00Z'), end: new Date('2026-01-02T00:00:00Z') };
  const asked = await requestReport(ctx, { machines: ['web'], ...range });
  const plan = { every: 'day', at: '06:00' } as const;
  const { id } = await createSchedule(ctx, { name: 'Daily', plan, machines: ['web'], formats: ['html'] });
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query(`UPDATE report_schedule SET next_run_at = now() - interval '3 days'`);
  // As the clock does each minute.
  await boss.send('report-schedules', {});
  await expect.poll(async () => (await findReport(ctx, asked.id)).status, PATIENCE).toBe('done');
  const scheduled = async () => (await listReports(ctx, { scheduleId: id })).reports;
  await expect.poll(async () => (await scheduled()).map(({ status }) => status), PATIENCE).toEqual(['done']);
  expect((await scheduled())[0]).toMatchObject({ formats: ['html'], made_by: 'schedule Daily', progress: 1 });
});
