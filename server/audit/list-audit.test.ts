import { beforeAll, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { exportAudit } from './export-audit.ts';
import { listAudit } from './list-audit.ts';
import { listAuditActors } from './list-audit-actors.ts';
import { recordAudit } from './record-audit.ts';

let ctx: TenantContext;
const key = { kind: 'key', id: 'abcdefghijkl', machineId: null } as const;
beforeAll(async () => {
  ctx = await freshTenant();
  for (let i = 0; i < 5; i++) await recordAudit(ctx, { verb: 'machine.update', target: `m${i}` });
  await recordAudit(
    { ...ctx, actor: key },
    { verb: 'machine.register', target: '=cmd|"x"', result: 'refused' },
  );
});
const targets = async (filter: Parameters<typeof listAudit>[1]) =>
  (await listAudit(ctx, filter)).entries.map(({ target }) => target);

test('filters by who, what and when', async () => {
  expect(await targets({ actor: key.id })).toEqual(['=cmd|"x"']);
  expect(await targets({ verb: 'machine.update' })).toEqual(['m4', 'm3', 'm2', 'm1', 'm0']);
  const soon = new Date(Date.now() + 60_000);
  expect(await targets({ from: soon })).toEqual([]);
  expect(await targets({ to: soon, actor: ctx.actor.id })).toHaveLength(5);
  for (const odd of ["' OR 1=1 --", '\0', '']) expect(await targets({ actor: odd, verb: odd })).toEqual([]);
  expect(await listAuditActors(ctx)).toEqual({
    actors: [
      { id: ctx.actor.id, kind: 'user', name: 'owner@test.example' },
      { id: key.id, kind: 'key', name: null },
    ],
    verbs: ['machine.register', 'machine.update'],
  });
});

test('comes in pages, each entry once', async () => {
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listAudit(ctx, {}, { limit: 4, ...(cursor && { cursor }) });
    expect(page.entries.length).toBeLessThanOrEqual(4);
    seen.push(...page.entries.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  expect(seen.length).toBe(6);
  expect([...seen].sort((a, b) => Number(b) - Number(a))).toEqual(seen);
});

test('is exported as CSV that no spreadsheet runs, and the export is recorded', async () => {
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query(
    `INSERT INTO audit_entry (actor_kind, actor_id, verb) SELECT 'job', 'x', 'report.request' FROM generate_series(1, 1000)`,
  );
  const text = await new Response(await exportAudit(ctx, {})).text();
  const lines = text.trimEnd().split('\r\n');
  expect(lines[0]).toBe('time,actor_kind,actor_id,actor,verb,target,result,address,details');
  expect(lines).toHaveLength(1 + 1 + 1000 + 6);
  expect(lines[1]).toContain(',audit.export,');
  expect(text).toContain(`"'=cmd|""x"""`);
  const some = await new Response(await exportAudit(ctx, { verb: 'machine.update' })).text();
  expect(some.trimEnd().split('\r\n')).toHaveLength(6);
});

test('is for administrators of the tenant', async () => {
  const analyst = { ...ctx, scopes: new Set(['read', 'write'] as const) };
  for (const call of [
    () => listAudit(analyst, {}),
    () => exportAudit(analyst, {}),
    () => listAuditActors(analyst),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect((await listAudit(await freshTenant(), {})).entries).toEqual([]);
});
