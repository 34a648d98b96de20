import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { finishReport } from '../finish-report.ts';
import { requestReport } from '../request-report.ts';
import { listShares } from './list-shares.ts';
import { noteOpened } from './note-opened.ts';
import { openShare } from './open-share.ts';
import { revokeShare } from './revoke-share.ts';
import { shareReport } from './share-report.ts';

let ctx: TenantContext;
let other: TenantContext;
let report: string;
const range = { start: new Date('2026-01-01T00:00:00Z'), end: new Date('2026-01-02T00:00:00Z') };

beforeAll(async () => {
  await installQueues();
  [ctx, other] = [await freshTenant(), await freshTenant()];
  await registerMachine(ctx, { machine_id: 'web' });
  report = (await requestReport(ctx, { machines: ['web'], ...range })).id;
  const [pdf, html] = [Buffer.from('%PDF-1.7'), Buffer.from('<!DOCTYPE html><p>Report')];
  await finishReport(ctx, report, { files: { pdf, html } });
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

const hostOf = ({ tenant }: TenantContext) => `${tenant.slug}.localhost`;
const tokenOf = (link: string) => link.split('/').at(-1) ?? '';
const open = (token: string, host = hostOf(ctx), address = '10.1.1.1') => openShare({ host, token, address });
const gone = { code: 'NOT_FOUND' };

test('a link opens its report without an account, and only on its own portal', async () => {
  const { link, expires_at } = await shareReport(ctx, report, { days: 7 });
  expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  const token = tokenOf(link);
  const share = await open(token);
  expect(share).toMatchObject({ reportId: report, ctx: { tenant: { id: ctx.tenant.id } } });
  expect([...share.ctx.scopes]).toEqual(['read']);
  for (const [what, host] of [
    [token, hostOf(other)],
    [token, 'localhost'],
    [`${token}x`, hostOf(ctx)],
    ['', hostOf(ctx)],
    ['x'.repeat(5000), hostOf(ctx)],
  ] as const)
    await expect(open(what, host)).rejects.toMatchObject(gone);
});

test('its token is nowhere in the database, and what is opened is written down', async () => {
  const made = await shareReport(ctx, report, { days: 1 });
  const share = await open(tokenOf(made.link));
  await noteOpened(share);
  const { pool, prisma } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query(`SELECT row_to_json(s)::text AS row FROM report_share s`);
  expect(rows.map(({ row }) => row).join()).not.toContain(tokenOf(made.link));
  const listed = (await listShares(ctx, report)).find(({ id }) => id === made.id);
  expect(listed).toMatchObject({ opened_count: 1, last_opened: expect.any(String) });
  expect(JSON.stringify(listed)).not.toContain(tokenOf(made.link));
  const entry = await prisma.auditEntry.findFirst({ where: { verb: 'report.open_shared' } });
  expect(entry).toMatchObject({ target: report, address: '10.1.1.1' });
});

test('revoked or expired it opens nothing', async () => {
  const [first, second] = [
    await shareReport(ctx, report, { days: 1 }),
    await shareReport(ctx, report, { days: 1 }),
  ];
  await revokeShare(ctx, report, first.id);
  await revokeShare(ctx, report, first.id);
  await expect(open(tokenOf(first.link))).rejects.toMatchObject(gone);
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query(`UPDATE report_share SET expires_at = now() WHERE id = $1`, [second.id]);
  await expect(open(tokenOf(second.link))).rejects.toMatchObject(gone);
  const ids = (await listShares(ctx, report)).map(({ id }) => id);
  expect(ids).not.toContain(first.id);
  expect(ids).not.toContain(second.id);
});

test('is limited per address, good or not', async () => {
  const tries = Array.from({ length: 65 }, () =>
    open('none', hostOf(ctx), '10.7.7.7').catch(({ code }) => code),
  );
  const codes = await Promise.all(tries);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(5);
});

test('refusals', async () => {
  for (const days of [0, 91, 1.5, Number.NaN])
    await expect(shareReport(ctx, report, { days })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(shareReport(other, report, { days: 1 })).rejects.toMatchObject(gone);
  const waiting = await requestReport(ctx, { machines: ['web'], ...range });
  await expect(shareReport(ctx, waiting.id, { days: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
  const reader = { ...ctx, scopes: new Set(['read'] as const) };
  await expect(shareReport(reader, report, { days: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(revokeShare(ctx, report, crypto.randomUUID())).rejects.toMatchObject(gone);
  await expect(revokeShare(ctx, report, 'x')).rejects.toMatchObject(gone);
});
