import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { findReport } from '../find-report.ts';
import { finishReport } from '../finish-report.ts';
import { listReports } from '../list-reports.ts';
import { openShare } from '../sharing/open-share.ts';
import { afterScheduled } from './after-scheduled.ts';
import type { OptionChanges } from './change-options.ts';
import { createSchedule, type NewSchedule } from './create-schedule.ts';
import { deleteSchedule } from './delete-schedule.ts';
import { findSchedule } from './find-schedule.ts';
import { runDueSchedules } from './run-due-schedules.ts';
import { runSchedule } from './run-schedule.ts';
import { updateSchedule } from './update-schedule.ts';

const MONDAY = new Date('2026-03-02T10:00:00Z');
const daily = { name: 'Daily', plan: { every: 'day', at: '06:00' }, machines: ['web'] } as const;
const LOGO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let ctx: TenantContext;
let stop: (() => Promise<unknown>) | null = null;

beforeAll(async () => {
  await installQueues();
  ctx = await freshTenant();
  await registerMachine(ctx, { machine_id: 'web' });
});
afterEach(async () => {
  await stop?.();
  stop = null;
  Object.assign(env(), { SMTP_URL: undefined });
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query('DELETE FROM report_schedule');
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

const make = (more: Partial<NewSchedule> = {}, now = MONDAY) =>
  createSchedule(ctx, { ...daily, ...more }, now);
const done = async (id: string) => {
  await finishReport(ctx, id, { files: { pdf: Buffer.from('%PDF-1.7') } });
};

describe('a turn', () => {
  test('asks for the last whole period on the clock of the schedule', async () => {
    const made = await make({
      timeZone: 'Europe/Berlin',
      plan: { every: 'week', weekday: 1, at: '06:30' },
      period: 'week',
      compare: true,
    });
    expect(made.next_run_at).toBe('2026-03-09T05:30:00.000Z');
    const due = new Date('2026-03-09T05:30:00Z');
    expect(await runDueSchedules(ctx, new Date(due.getTime() - 1))).toEqual([]);
    const [id = ''] = await runDueSchedules(ctx, due);
    expect(await findReport(ctx, id)).toMatchObject({
      status: 'queued',
      start: '2026-03-01T23:00:00.000Z',
      end: '2026-03-08T23:00:00.000Z',
      compare_with: { start: '2026-02-22T23:00:00.000Z', end: '2026-03-01T23:00:00.000Z' },
      made_by: 'schedule Daily',
      schedule_id: made.id,
      options: { timeZone: 'Europe/Berlin' },
    });
    expect(await findSchedule(ctx, made.id)).toMatchObject({
      last_report_id: id,
      last_error: null,
      next_run_at: '2026-03-16T05:30:00.000Z',
    });
  });

  test('is taken once, however many workers see it, and however many were missed', async () => {
    await make();
    const late = new Date('2026-03-20T12:00:00Z');
    const runs = await Promise.all(Array.from({ length: 6 }, () => runDueSchedules(ctx, late)));
    expect(runs.flat()).toHaveLength(1);
    expect(await runDueSchedules(ctx, late)).toEqual([]);
    expect(await runDueSchedules(ctx, new Date('2026-03-21T06:00:00Z'))).toHaveLength(1);
  });

  test('is not taken while paused; run now is possible, and its next turn stays', async () => {
    const { id } = await make({ paused: true });
    expect(await runDueSchedules(ctx, new Date('2026-04-01T00:00:00Z'))).toEqual([]);
    expect(await runSchedule(ctx, id, MONDAY)).toMatchObject({ status: 'queued' });
    expect(await findSchedule(ctx, id)).toMatchObject({
      next_run_at: null,
      last_run_at: MONDAY.toISOString(),
    });
    const again = await updateSchedule(ctx, id, { paused: false }, MONDAY);
    expect(again).toMatchObject({ paused: false, next_run_at: '2026-03-03T06:00:00.000Z' });
  });

  test('whose machines are gone says so, and tries again at the next', async () => {
    const { id } = await make();
    const { pool } = await tenantDb(ctx.tenant);
    await pool.query(`UPDATE report_schedule SET machine_ids = ARRAY[gen_random_uuid()]`);
    expect(await runDueSchedules(ctx, new Date('2026-03-03T06:00:00Z'))).toEqual([]);
    expect(await findSchedule(ctx, id)).toMatchObject({
      last_error: expect.stringContaining('machines of this schedule are gone'),
      next_run_at: '2026-03-04T06:00:00.000Z',
      machines: [],
    });
    await expect(runSchedule(ctx, id)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('a report of it', () => {
  test('is mailed as a link that opens it, and the oldest go', async () => {
    const received: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, taken) => {
        let text = '';
        stream.on('data', (part: Buffer) => {
          text += part;
        });
        stream.on('end', () => {
          received.push(text.replace(/=\r?\n/g, '').replaceAll('=3D', '='));
          taken();
        });
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
    Object.assign(env(), { SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` });

    const { id } = await make({ keep: 2, mailTo: ['ann@test.example', 'ben@test.example'] });
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const report = await runSchedule(ctx, id, MONDAY);
      ids.push(report.id);
      await done(report.id);
      await afterScheduled(ctx, report.id, id);
    }
    expect(received).toHaveLength(6);
    const link = /http:\/\/\S+\/shared\/(\S+)/.exec(received[4] ?? '');
    const opened = await openShare({
      host: `${ctx.tenant.slug}.localhost`,
      token: link?.[1] ?? '',
      address: '10.9.9.9',
    });
    expect(opened.reportId).toBe(ids[2]);
    expect((await listReports(ctx, { scheduleId: id })).reports.map((one) => one.id)).toEqual([
      ids[2],
      ids[1],
    ]);
    expect((await findSchedule(ctx, id)).last_error).toBeNull();
  });

  test('that failed, or whose mail was not taken, shows at the schedule', async () => {
    const { id } = await make({ mailTo: ['ann@test.example'] });
    const first = await runSchedule(ctx, id, MONDAY);
    await finishReport(ctx, first.id, { error: 'The report needs too much memory.' });
    await afterScheduled(ctx, first.id, id);
    expect((await findSchedule(ctx, id)).last_error).toBe('The report needs too much memory.');
    const second = await runSchedule(ctx, id, MONDAY);
    await done(second.id);
    await afterScheduled(ctx, second.id, id);
    expect((await findSchedule(ctx, id)).last_error).toContain('no mail server is set up');
  });

  test('stays when the schedule goes', async () => {
    const { id } = await make();
    const report = await runSchedule(ctx, id, MONDAY);
    await deleteSchedule(ctx, id);
    expect(await findReport(ctx, report.id)).toMatchObject({ schedule_id: null });
    await expect(findSchedule(ctx, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('changes keep the rest, its logo too', async () => {
  const branding = { logo: { dataUrl: LOGO, width: 9, height: 9 } };
  const { id } = await make({ options: { title: 'Weekly', branding } });
  const changed = await updateSchedule(ctx, id, { name: 'Renamed' }, MONDAY);
  expect(changed).toMatchObject({ name: 'Renamed', options: { title: 'Weekly' }, plan: daily.plan });
  const { pool } = await tenantDb(ctx.tenant);
  const kept = async () => {
    const { rows } = await pool.query('SELECT options FROM report_schedule WHERE id = $1', [id]);
    return rows[0]?.options;
  };
  const logo = { dataUrl: LOGO, width: 1, height: 1 };
  expect((await kept()).branding.logo).toEqual(logo);
  const options = { paper: 'letter', branding: { accent: '#112233' } } as const;
  expect(await updateSchedule(ctx, id, { options, keepLogo: true }, MONDAY)).toMatchObject({
    has_logo: true,
    options,
  });
  expect(await kept()).toEqual({ paper: 'letter', branding: { accent: '#112233', logo } });
  expect(await updateSchedule(ctx, id, { options }, MONDAY)).toMatchObject({ has_logo: false });
  expect(await kept()).toEqual(options);
});

test('options are changed one by one, and taken back', async () => {
  const { id } = await make({
    options: { title: 'Weekly', paper: 'letter', branding: { logo: { dataUrl: LOGO, width: 9, height: 9 } } },
  });
  const change = async (optionChanges: OptionChanges) => {
    const { options, has_logo } = await updateSchedule(ctx, id, { optionChanges }, MONDAY);
    return { options, has_logo };
  };
  const thresholds = { cpu_used_p95: { watch: 50 } };
  expect(await change({ title: 'Mondays', accent: '#112233', thresholds })).toEqual({
    options: { title: 'Mondays', paper: 'letter', thresholds, branding: { accent: '#112233' } },
    has_logo: true,
  });
  expect(await change({ title: null, thresholds: null, accent: null })).toMatchObject({
    options: { paper: 'letter' },
    has_logo: true,
  });
  expect(await change({ logo: null, paper: null })).toEqual({ options: {}, has_logo: false });
  await expect(change({ title: '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(change({ logo: 'data:image/png;base64,AAAA' })).rejects.toMatchObject({
    code: 'INVALID_IMAGE',
  });
});

test.each<[string, object, string]>([
  ['no cron expression', { plan: { every: 'cron', cron: 'at six o’clock' } }, 'INVALID_INPUT'],
  ['each minute', { plan: { every: 'cron', cron: '* * * * *' } }, 'INVALID_INPUT'],
  ['six fields', { plan: { every: 'cron', cron: '0 30 6 * * 1' } }, 'INVALID_INPUT'],
  ['a time that is none', { plan: { every: 'day', at: '25:00' } }, 'INVALID_INPUT'],
  ['day 32', { plan: { every: 'month', day: 32, at: '06:00' } }, 'INVALID_INPUT'],
  ['a zone that is none', { timeZone: 'Europe/Atlantis' }, 'INVALID_INPUT'],
  ['no machine', { machines: [] }, 'INVALID_INPUT'],
  ['an unknown machine', { machines: ['nobody'] }, 'NOT_FOUND'],
  ['no address', { mailTo: ['ann'] }, 'INVALID_INPUT'],
  ['to keep nothing', { keep: 0 }, 'INVALID_INPUT'],
  [
    'a logo that is none',
    { options: { branding: { logo: { dataUrl: 'data:image/png;base64,AAAA', width: 1, height: 1 } } } },
    'INVALID_IMAGE',
  ],
])('%s is refused', async (_, more, code) => {
  await expect(make(more)).rejects.toMatchObject({ code });
});
