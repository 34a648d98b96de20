import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { closeTenantDb, tenantDb } from '#server/db/tenant-db.ts';
import { tenantRoleUrl } from '#server/db/tenant-role-url.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { deleteTenant } from './delete-tenant.ts';
import { findTenant } from './find-tenant.ts';
import { listTenants } from './list-tenants.ts';
import { provisionTenant } from './provision-tenant.ts';
import { siteFromHost } from './site-from-host.ts';
import { verifyTenants } from './verify-tenants.ts';

describe("a tenant's role", () => {
  test('reads and writes its own rows', async () => {
    const { tenant } = await freshTenant();
    const { pool, prisma } = await tenantDb(tenant);
    const { rows } = await pool.query('SELECT current_user, current_schema()');
    expect(rows[0]).toEqual({ current_user: tenant.roleName, current_schema: tenant.schemaName });
    await prisma.machine.create({ data: { id: '7b0b9d0e-8f0f-4f53-9a53-0d4c1c6f2f10', machineId: 'web1' } });
    expect(await prisma.machine.count()).toBe(1);
  });

  test('reads nothing else, makes nothing, and cannot see the ledger', async () => {
    const { tenant } = await freshTenant();
    const { tenant: other } = await freshTenant();
    const client = new Client({ connectionString: tenantRoleUrl(tenant.roleName) });
    await client.connect();
    try {
      for (const sql of [
        'SELECT * FROM public.tenant',
        'SELECT * FROM public.app_user',
        `SELECT * FROM ${other.schemaName}.machine`,
        `SELECT * FROM ${tenant.schemaName}.schema_migration`,
        'CREATE TABLE stray (x int)',
        'CREATE TABLE public.stray (x int)',
        'CREATE SCHEMA stray',
        'DROP TABLE machine',
        'ALTER TABLE machine ADD COLUMN x int',
        'TRUNCATE machine',
        `SET ROLE ${other.roleName}`,
        'SET ROLE postgres',
        `COPY machine TO PROGRAM 'true'`,
      ])
        await expect(client.query(sql), sql).rejects.toMatchObject({
          code: expect.stringMatching(/^(42501|3F000)$/),
        });
    } finally {
      await client.end();
    }
  });

  test.each([
    ['may create', (schema: string, role: string) => `GRANT CREATE ON SCHEMA ${schema} TO ${role}`],
    ['may use public', (_: string, role: string) => `GRANT USAGE ON SCHEMA public TO ${role}`],
    ['starts elsewhere', (_: string, role: string) => `ALTER ROLE ${role} SET search_path = pg_catalog`],
    ['owns a table', (schema: string, role: string) => `ALTER TABLE ${schema}.machine OWNER TO ${role}`],
    ['may make roles', (_: string, role: string) => `ALTER ROLE ${role} CREATEROLE`],
  ])('the gate refuses a role that %s', async (_, sql) => {
    const { tenant } = await freshTenant();
    await controlPool().query(sql(tenant.schemaName, tenant.roleName));
    await closeTenantDb(tenant.id);
    await expect(tenantDb(tenant)).rejects.toThrow(/is not isolated/);
    await expect(verifyTenants()).rejects.toThrow(tenant.slug);
    await deleteTenant(tenant.slug);
    expect(await verifyTenants()).toBeGreaterThan(0);
  });

  test('what an extension brings for everybody is no stray', async () => {
    const { tenant } = await freshTenant();
    await controlPool().query('CREATE SCHEMA brought; GRANT USAGE ON SCHEMA brought TO PUBLIC');
    await closeTenantDb(tenant.id);
    await expect(tenantDb(tenant)).rejects.toThrow(/can use other schemas: brought/);
    await controlPool().query('ALTER EXTENSION plpgsql ADD SCHEMA brought');
    await expect(tenantDb(tenant)).resolves.toBeDefined();
    await controlPool().query('ALTER EXTENSION plpgsql DROP SCHEMA brought; DROP SCHEMA brought');
  });
});

test.each(['', '-a', 'a-', 'a.b', 'ä', 'a b', 'www', 'x'.repeat(64), "a';--"])(
  '"%s" is no name',
  async (slug) => {
    await expect(provisionTenant({ slug, name: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  },
);

test('a name is taken once; case does not matter', async () => {
  const { tenant } = await freshTenant();
  await expect(provisionTenant({ slug: tenant.slug.toUpperCase(), name: 'x' })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

test('one that was cut off half-way is made anew', async () => {
  const { tenant } = await freshTenant();
  await controlPool().query(
    `UPDATE tenant SET status = 'provisioning', created_at = now() - interval '1 hour' WHERE id = $1`,
    [tenant.id],
  );
  expect(await siteFromHost(`${tenant.slug}.localhost`)).toMatchObject({ kind: 'unknown' });
  const again = await provisionTenant({ slug: tenant.slug, name: 'Again' });
  expect(again.schemaName).not.toBe(tenant.schemaName);
  expect((await findTenant(tenant.slug)).status).toBe('active');
});

test('deleting removes schema, role and row, and can be repeated after a cut-off', async () => {
  const { tenant } = await freshTenant();
  await tenantDb(tenant);
  await deleteTenant(tenant.slug);
  const { rows } = await controlPool().query(
    `SELECT (SELECT count(*) FROM pg_namespace WHERE nspname = $1) + (SELECT count(*) FROM pg_roles WHERE rolname = $2) AS left`,
    [tenant.schemaName, tenant.roleName],
  );
  expect(Number(rows[0].left)).toBe(0);
  await expect(deleteTenant(tenant.slug)).rejects.toMatchObject({ code: 'UNKNOWN_TENANT' });
  expect((await listTenants()).map((row) => row.slug)).not.toContain(tenant.slug);
});

test('a host leads to its tenant: slug, own domain, any case; nothing else does', async () => {
  const { tenant } = await freshTenant();
  await controlPool().query('INSERT INTO domain (host, tenant_id, verified_at) VALUES ($1, $2, now())', [
    'perf.acme.example',
    tenant.id,
  ]);
  const site = { kind: 'tenant', tenant: { id: tenant.id } };
  expect(await siteFromHost(`${tenant.slug}.localhost:3000`)).toMatchObject({
    ...site,
    routeKey: tenant.slug,
  });
  expect(await siteFromHost('PERF.acme.example.')).toMatchObject({ ...site, routeKey: 'perf.acme.example' });
  expect(await siteFromHost('localhost')).toEqual({ kind: 'apex' });
  for (const host of ['other.localhost', 'acme.example', 'x.perf.acme.example', '', null])
    expect(await siteFromHost(host)).toMatchObject({ kind: 'unknown' });
});
