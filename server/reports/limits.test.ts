import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { buildReportModel } from './build-report-model.ts';
import { buildFileReport } from './files/build-file-report.ts';
import type { ReadFiles } from './files/types.ts';
import { findReport } from './find-report.ts';
import { composeReportModel } from './model/compose-report-model.ts';
import { renderPdf } from './render-pdf.ts';
import { requestReport } from './request-report.ts';
import { rerunReport } from './rerun-report.ts';
import { runReport } from './run-report.ts';
import { createSchedule } from './schedules/create-schedule.ts';
import { runDueSchedules } from './schedules/run-due-schedules.ts';
import { emptyInput } from './testing/hand-made-input.ts';

const DAY = 86_400_000;
const MONDAY = new Date('2026-03-02T12:00:00Z');
const machines = ['web', 'db', 'cache', 'queue', 'mail', 'proxy'];
/** Six machines at 1 s make 16 million samples a month. */
const month = { machines, start: new Date('2026-02-01T00:00:00Z'), end: new Date('2026-03-01T00:00:00Z') };
const years = { machines: ['web'], start: new Date('2016-03-01T00:00:00Z'), end: month.end };
const tooMany = {
  code: 'REPORT_TOO_LARGE',
  message: expect.stringContaining('Choose a range of at most 11 days'),
};
const tooLong = { code: 'REPORT_TOO_LARGE', message: expect.stringContaining('at most 400 days') };
const schedule = {
  name: 'Monthly',
  plan: { every: 'day', at: '06:00' } as const,
  timeZone: 'UTC',
  machines,
  period: 'month' as const,
};

let ctx: TenantContext;
const sampleEvery = async (seconds: number | null): Promise<void> => {
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query('UPDATE machine SET interval_seconds = $1', [seconds]);
};

beforeAll(async () => {
  await installQueues();
  ctx = await freshTenant();
  for (const machine_id of machines) await registerMachine(ctx, { machine_id });
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

describe('what nobody could wait for is refused with what would do', () => {
  test('when it is asked for', async () => {
    await sampleEvery(1);
    await expect(requestReport(ctx, month)).rejects.toMatchObject(tooMany);
    await expect(requestReport(ctx, years)).rejects.toMatchObject(tooLong);
    await expect(createSchedule(ctx, schedule)).rejects.toMatchObject(tooMany);
  });

  test('when it has grown since it was asked for', async () => {
    await sampleEvery(null);
    const { id } = await requestReport(ctx, month);
    await createSchedule(ctx, schedule, new Date('2026-03-01T12:00:00Z'));
    await sampleEvery(1);
    await expect(rerunReport(ctx, id, { newer: false })).rejects.toMatchObject(tooMany);
    await expect(buildReportModel(ctx, month)).rejects.toMatchObject(tooMany);
    const [scheduled = ''] = await runDueSchedules(ctx, MONDAY);
    for (const report of [id, scheduled]) {
      await runReport(ctx, report);
      expect(await findReport(ctx, report)).toMatchObject({ status: 'failed', error: tooMany.message });
    }
  });
});

test('files are refused alike', async () => {
  const first = month.start.getTime();
  const files = (rows: number, lastTime: number): ReadFiles => ({
    days: [{ machine: 'web', kind: 'host', path: '', rows, firstTime: first, lastTime }],
    ...{ machines: ['web'], events: [], facts: {}, repeated: {}, warnings: [], rows },
  });
  const of = (read: ReadFiles) =>
    buildFileReport(read, { machine: null, name: null, start: null, end: null, options: {}, now: MONDAY });
  await expect(of(files(12_000_000, first + 10 * DAY - 1))).rejects.toMatchObject({
    code: 'REPORT_TOO_LARGE',
    message: expect.stringMatching(/12 million samples.*Choose a range of at most 5 days\.$/),
  });
  await expect(of(files(100, first + 401 * DAY))).rejects.toMatchObject(tooLong);
});

test('a document that takes too long or too much memory is given up, and the next is made', async () => {
  const model = composeReportModel(emptyInput());
  for (const [limits, message] of [
    [{ milliseconds: 1, heapMegabytes: 512 }, 'The report took longer than 0.001 s.'],
    [{ milliseconds: 60_000, heapMegabytes: 8 }, 'The report needs too much memory.'],
  ] as const)
    await expect(renderPdf(model, { limits })).rejects.toMatchObject({
      code: 'REPORT_TOO_LARGE',
      message: `${message} Choose a shorter range, fewer machines or fewer sections.`,
    });
  expect((await renderPdf(model)).byteLength).toBeGreaterThan(1000);
});
