import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putSession } from '#server/collection-sessions/testing/put-session.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { saveBranding } from './branding/save-branding.ts';
import { withBranding } from './branding/with-branding.ts';
import { cancelReport } from './cancel-report.ts';
import { deleteReport } from './delete-report.ts';
import { findReport } from './find-report.ts';
import { finishReport } from './finish-report.ts';
import { listReports } from './list-reports.ts';
import { readReportFile } from './read-report-file.ts';
import { type ReportRequest, requestReport } from './request-report.ts';
import { rerunReport } from './rerun-report.ts';
import { runReport } from './run-report.ts';
import { sweepReports } from './sweep-reports.ts';

const DAY = 86_400_000;
const end = new Date('2026-03-02T00:00:00Z');
const daysBefore = (days: number) => new Date(end.getTime() - days * DAY);
const LOGO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let ctx: TenantContext;
let web: string;

beforeAll(async () => {
  await installQueues();
  ctx = await freshTenant();
  web = (await registerMachine(ctx, { machine_id: 'web' })).id;
  for (let count = 1; count <= 6; count += 1) await registerMachine(ctx, { machine_id: `db${count}` });
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

const request = (more: Partial<ReportRequest> = {}) =>
  requestReport(ctx, { machines: ['web'], start: daysBefore(1), end, ...more });

describe('a request', () => {
  test('of several machines, compared, with options', async () => {
    const { id } = await request({
      machines: ['db2', 'web', 'db2'],
      compareWith: 'previous',
      formats: ['html'],
      options: {
        title: 'Load test',
        sections: ['cpu'],
        branding: { logo: { dataUrl: LOGO, width: 7, height: 7 } },
      },
    });
    const report = await findReport(ctx, id);
    expect(report).toMatchObject({
      machine: { machine_id: 'db2' },
      compare_with: { start: daysBefore(2).toISOString(), end: daysBefore(1).toISOString() },
      formats: ['html'],
      sizes: { pdf: null, html: null },
      progress: 0,
    });
    expect(report.machines.map(({ machine_id }) => machine_id)).toEqual(['db2', 'web']);
    expect(report.options).toEqual({ title: 'Load test', sections: ['cpu'], branding: {} });
    for (const filter of [{ machineId: web }, { q: 'LOAD' }, { q: 'web', status: 'queued' as const }])
      expect((await listReports(ctx, filter)).reports[0]?.id).toBe(id);
    expect((await listReports(ctx, { q: 'nothing like it' })).reports).toEqual([]);
  });

  test('of a collection session has its time', async () => {
    const session = await putSession(ctx, { machineId: web, start: daysBefore(3), end: daysBefore(2) });
    const { id } = await requestReport(ctx, { sessionId: session });
    const report = await findReport(ctx, id);
    expect(report).toMatchObject({ machine: { machine_id: 'web' }, start: daysBefore(3).toISOString() });
    expect(Date.parse(report.end)).toBeGreaterThanOrEqual(daysBefore(2).getTime());
  });

  test.each<[string, Partial<ReportRequest>, string]>([
    ['no machine', { machines: [] }, 'INVALID_INPUT'],
    ['seven machines', { machines: ['web', 'db1', 'db2', 'db3', 'db4', 'db5', 'db6'] }, 'INVALID_INPUT'],
    ['an unknown session', { sessionId: 'x' }, 'NOT_FOUND'],
    [
      'a comparison that ends before it starts',
      { compareWith: { start: end, end: daysBefore(9) } },
      'INVALID_INPUT',
    ],
    ['a zone that is none', { options: { timeZone: 'Mars' } }, 'INVALID_INPUT'],
    ['an accent that is none', { options: { branding: { accent: 'red' } } }, 'INVALID_INPUT'],
    [
      'a logo that is none',
      { options: { branding: { logo: { dataUrl: 'data:image/png;base64,AAAA', width: 1, height: 1 } } } },
      'INVALID_IMAGE',
    ],
  ])('with %s is refused', async (_, more, code) => {
    await expect(request(more)).rejects.toMatchObject({ code });
  });

  test('that reads too much is refused with what would do', async () => {
    const { pool } = await tenantDb(ctx.tenant);
    await pool.query('UPDATE machine SET interval_seconds = 1');
    const asked = request({ machines: ['web', 'db1', 'db2'], start: daysBefore(40) });
    await expect(asked).rejects.toMatchObject({
      code: 'REPORT_TOO_LARGE',
      details: { samples: 10_368_000, most_samples: 6_000_000, longest_days: 23 },
      message: expect.stringContaining('at most 23 days, or fewer machines'),
    });
    await pool.query('UPDATE machine SET interval_seconds = NULL');
    expect(await request({ machines: ['web', 'db1', 'db2'], start: daysBefore(40) })).toMatchObject({
      status: 'queued',
    });
  });
});

test('given up it is not made, and tried again it is another', async () => {
  const { id } = await request();
  await cancelReport(ctx, id);
  await cancelReport(ctx, id);
  await runReport(ctx, id);
  expect(await findReport(ctx, id)).toMatchObject({ status: 'cancelled', byte_count: null });
  expect(await finishReport(ctx, id, { files: { pdf: Buffer.from('%PDF') } })).toBe(false);
  const again = await rerunReport(ctx, id, { newer: false });
  expect(await findReport(ctx, again.id)).toMatchObject({
    start: daysBefore(1).toISOString(),
    end: end.toISOString(),
  });
});

test('run again up to now has the same length and options', async () => {
  const branding = { logo: { dataUrl: LOGO, width: 1, height: 1 } };
  const { id } = await request({
    compareWith: 'previous',
    formats: ['pdf'],
    options: { title: 'A', branding },
  });
  const now = new Date(end.getTime() + 5 * DAY);
  const again = await rerunReport(ctx, id, { newer: true, now });
  expect(await findReport(ctx, again.id)).toMatchObject({
    start: new Date(now.getTime() - DAY).toISOString(),
    end: now.toISOString(),
    compare_with: { end: new Date(now.getTime() - DAY).toISOString() },
    formats: ['pdf'],
    options: { title: 'A' },
  });
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query('SELECT options FROM report WHERE id = $1', [again.id]);
  expect(rows[0]?.options.branding).toEqual(branding);
});

test('deleted it is gone with its files', async () => {
  const { id } = await request();
  await finishReport(ctx, id, { files: { html: Buffer.from('<p>') } });
  expect(await readReportFile(ctx, id)).toMatchObject({
    format: 'html',
    filename: expect.stringMatching(/\.html$/),
  });
  await expect(readReportFile(ctx, id, 'pdf')).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(cancelReport(ctx, id)).rejects.toMatchObject({ code: 'CONFLICT' });
  await deleteReport(ctx, id);
  await expect(findReport(ctx, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { pool } = await tenantDb(ctx.tenant);
  expect((await pool.query('SELECT 1 FROM report_file WHERE report_id = $1', [id])).rowCount).toBe(0);
});

test('what a crash left is put right', async () => {
  const [lost, silent] = [(await request()).id, (await request()).id];
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query(`UPDATE report SET seen_at = now() - interval '11 minutes' WHERE id = ANY($1)`, [
    [lost, silent],
  ]);
  await pool.query(`UPDATE report SET status = 'running' WHERE id = $1`, [silent]);
  expect(await sweepReports(ctx)).toEqual({ queuedAgain: 1, givenUp: 1 });
  expect(await findReport(ctx, silent)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('stopped'),
  });
  expect(await sweepReports(ctx)).toEqual({ queuedAgain: 0, givenUp: 0 });
});

test('the portal has a look, which a report may change', async () => {
  await saveBranding(ctx, { logo: LOGO, accent: '#102030', customer: 'Example Ltd' });
  expect(await withBranding(ctx, { customer: 'Other', branding: { accent: '#ffffff' } })).toEqual({
    customer: 'Other',
    branding: { accent: '#ffffff', logo: { dataUrl: LOGO, width: 1, height: 1 } },
  });
  expect(await saveBranding(ctx, { logo: null })).toEqual({
    logo: null,
    accent: '#102030',
    customer: 'Example Ltd',
  });
  await expect(saveBranding(ctx, { accent: 'red' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  const reader = { ...ctx, scopes: new Set(['read', 'write'] as const) };
  await expect(saveBranding(reader, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
