import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { type TricklingMachine, tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { findReport } from './find-report.ts';
import { listReports } from './list-reports.ts';
import { readReportFile } from './read-report-file.ts';
import { requestReport } from './request-report.ts';
import { runReport } from './run-report.ts';
import { readPdf } from './testing/read-pdf.ts';

const MINUTE = 60_000;
const begin = Math.floor(Date.now() / MINUTE) * MINUTE - 10 * MINUTE;
const range = { start: new Date(begin), end: new Date(begin + 10 * MINUTE) };

let ctx: TenantContext;
let other: TenantContext;
let machine: TricklingMachine;

beforeAll(async () => {
  await installQueues();
  [ctx, other] = [await freshTenant(), await freshTenant()];
  machine = await tricklingMachine(ctx, 'db-prod-01');
  await machine.send(1, makeSnapshots(everyMs(begin, 120, 5000), begin - 100_000));
});

afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

const request = (more: Partial<Parameters<typeof requestReport>[1]> = {}) =>
  requestReport(ctx, { machines: [machine.id], ...range, ...more });

describe('a report from request to file', () => {
  test('is queued, made, found, listed and read', async () => {
    const { id, status } = await request();
    expect(status).toBe('queued');
    expect(await findReport(ctx, id)).toMatchObject({
      id,
      status: 'queued',
      machine: { id: machine.id, machine_id: 'db-prod-01' },
      start: range.start.toISOString(),
      byte_count: null,
    });
    await expect(readReportFile(ctx, id)).rejects.toMatchObject({ code: 'CONFLICT' });

    await runReport(ctx, id);
    const done = await findReport(ctx, id);
    expect(done).toMatchObject({ status: 'done', error: null });
    expect(done.finished_at).not.toBeNull();

    const { filename, bytes } = await readReportFile(ctx, id);
    expect(filename).toMatch(/^db-prod-01_\d{8}T\d{6}Z_\d{8}T\d{6}Z\.pdf$/);
    expect(bytes.byteLength).toBe(done.byte_count);
    const text = (await readPdf(bytes)).pages.join(' ');
    for (const expected of ['db-prod-01', ctx.tenant.name, 'p97.5', '120 samples, one each 5 s'])
      expect(text.replaceAll('\u00a0', ' ')).toContain(expected);
    expect((await listReports(ctx)).reports[0]?.id).toBe(id);
  });

  test('made twice stays what it was', async () => {
    const { id } = await request();
    await runReport(ctx, id);
    const first = await findReport(ctx, id);
    await runReport(ctx, id);
    expect(await findReport(ctx, id)).toEqual(first);
  });

  test('that a crash left half-way is made again', async () => {
    const { id } = await request();
    const { pool } = await tenantDb(ctx.tenant);
    await pool.query(`UPDATE report SET status = 'running' WHERE id = $1`, [id]);
    await runReport(ctx, id);
    expect((await findReport(ctx, id)).status).toBe('done');
  });

  test('of a range without samples says so', async () => {
    const { id } = await request({
      start: new Date(begin - 20 * MINUTE),
      end: new Date(begin - 10 * MINUTE),
    });
    await runReport(ctx, id);
    const { bytes } = await readReportFile(ctx, id);
    expect((await readPdf(bytes)).pages[0]).toContain('No samples in this range');
  });

  test('tells those who wait, with ids only', async () => {
    const listener = new Client({ connectionString: env().DATABASE_URL });
    await listener.connect();
    await listener.query('LISTEN perfanalysis_reports');
    const heard = new Promise((resolve) => listener.once('notification', ({ payload }) => resolve(payload)));
    const { id } = await request();
    await runReport(ctx, id);
    expect(await heard).toBe(`${ctx.tenant.id}:${id}`);
    await listener.end();
  });
});

describe('refusals', () => {
  test.each([
    ['start after end', { start: range.end, end: range.start }, 'INVALID_INPUT'],
    ['an empty range', { start: range.start, end: range.start }, 'INVALID_INPUT'],
    ['no time at all', { start: new Date(Number.NaN) }, 'INVALID_INPUT'],
    ['401 days', { start: new Date(begin - 401 * 86_400_000), end: new Date(begin) }, 'REPORT_TOO_LARGE'],
    ['an unknown machine', { machines: [randomUUID()] }, 'NOT_FOUND'],
    ['a machine that is no id', { machines: ["'; --"] }, 'NOT_FOUND'],
  ])('%s', async (_, more, code) => {
    await expect(request(more)).rejects.toMatchObject({ code });
  });

  test("another tenant's report and one that never was are the same", async () => {
    const { id } = await request();
    for (const unknown of [id, randomUUID(), 'x', '']) {
      await expect(findReport(other, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(readReportFile(other, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(runReport(other, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect((await listReports(other)).reports).toEqual([]);
    await expect(requestReport(other, { machines: [machine.id], ...range })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('without the scope', async () => {
    const blind = { ...ctx, scopes: new Set(['ingest'] as const) };
    await expect(requestReport(blind, { machines: [machine.id], ...range })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(listReports(blind)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('the list comes in pages, newest first', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) ids.unshift((await request()).id);
  const first = await listReports(ctx, { machineId: machine.id, limit: 2 });
  expect(first.reports.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const second = await listReports(ctx, { machineId: machine.id, limit: 1, cursor: first.next_cursor ?? '' });
  expect(second.reports.map(({ id }) => id)).toEqual(ids.slice(2));
  expect(await listReports(ctx, { machineId: 'x' })).toEqual({ reports: [], next_cursor: null });
});
