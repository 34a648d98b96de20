import { beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { deleteMachine } from '#server/machines/delete-machine.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { deleteTenant } from '#server/tenancy/delete-tenant.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { recordAudit } from './record-audit.ts';

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
  await recordAudit({ ...ctx, address: '10.0.0.9' }, { verb: 'machine.register', target: 'web' });
});

test.each([
  "UPDATE audit_entry SET verb = 'x'",
  'DELETE FROM audit_entry',
  'TRUNCATE audit_entry',
  "INSERT INTO audit_entry (actor_kind, actor_id, verb) VALUES ('job', 'x', 'y') ON CONFLICT (id) DO UPDATE SET verb = 'z'",
  'ALTER TABLE audit_entry DROP COLUMN address',
  'DROP TABLE audit_entry',
])("the tenant's role cannot: %s", async (sql) => {
  const { pool } = await tenantDb(ctx.tenant);
  await expect(pool.query(sql)).rejects.toMatchObject({ code: '42501' });
  const { rows } = await pool.query('SELECT verb, address, actor_name, result FROM audit_entry');
  expect(rows).toEqual([
    { verb: 'machine.register', address: '10.0.0.9', actor_name: 'owner@test.example', result: 'done' },
  ]);
});

test('machines, their keys and tenants can be deleted all the same; what was done to a machine stays', async () => {
  const other = await freshTenant();
  const machine = await registerMachine(other, { machine_id: 'web' });
  const { key } = await createApiKey(other, { name: 'agent', scopes: ['ingest'], machineId: machine.id });
  const host = `${other.tenant.slug}.localhost`;
  for (const address of ['10.0.0.1', '10.0.0.1', '10.0.0.2']) await contextFromKey(key, host, address);
  const { prisma } = await tenantDb(other.tenant);
  const uses = await prisma.auditEntry.findMany({ where: { verb: 'api_key.new_address' } });
  expect(uses.map(({ address }) => address)).toEqual(['10.0.0.1', '10.0.0.2']);
  await deleteMachine(other, machine.id, 'web');
  expect(await prisma.auditEntry.count()).toBeGreaterThanOrEqual(5);
  await deleteTenant(other.tenant.slug);
});
