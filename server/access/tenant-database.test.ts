import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { controlPool } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { tenantRoleUrl } from '#server/db/tenant-role-url.ts';
import { env } from '#server/env.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { listMachines } from '#server/machines/list-machines.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';

const TABLE = 'SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER';
const COLUMN = 'SELECT,INSERT,UPDATE,REFERENCES';
const KINDS = { table: "'r','v','m','p','f'", sequence: "'S'" };

let tenants: TenantContext[];
const clients: Client[] = [];
beforeAll(async () => {
  // The smallest there are: two pools of two connections.
  Object.assign(env(), { DB_CONNECTIONS: 4, RATE_READS_PER_MINUTE: 0, RATE_WRITES_PER_MINUTE: 0 });
  await installQueues();
  tenants = [await freshTenant(), await freshTenant(), await freshTenant()];
});
afterAll(async () => {
  for (const client of clients) await client.end();
});

/** A connection as the tenant's role, as somebody who has its password would open it. */
async function connectAs({ tenant }: TenantContext): Promise<Client> {
  const client = new Client({ connectionString: tenantRoleUrl(tenant.roleName) });
  await client.connect();
  clients.push(client);
  return client;
}

test("a tenant's role has no privilege on anything of another schema", async () => {
  const others = `n.nspname NOT IN ('pg_catalog', 'information_schema', $2) AND n.nspname !~ '^pg_(toast|temp)'`;
  const { rows: all } = await controlPool().query('SELECT rolname FROM pg_roles WHERE rolname ~ $1', ['^r_']);
  expect(all.length).toBeGreaterThanOrEqual(tenants.length);
  for (const { tenant } of tenants) {
    const names = [tenant.roleName, tenant.schemaName];
    const ask = async (sql: string) => (await controlPool().query({ text: sql, values: names })).rows;
    const relations = await ask(
      `SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN (${KINDS.table}) AND ${others} AND $1::text IS NOT NULL`,
    );
    const schemas = new Set(relations.map(({ nspname }) => nspname));
    expect(schemas.size, 'public, the queue and two other tenants at least').toBeGreaterThanOrEqual(4);
    expect(
      await ask(
        `SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind IN (${KINDS.table}) AND ${others}
            AND (has_table_privilege($1, c.oid, '${TABLE}') OR has_any_column_privilege($1, c.oid, '${COLUMN}'))`,
      ),
      'relations',
    ).toEqual([]);
    expect(
      await ask(
        `SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE CASE WHEN c.relkind IN (${KINDS.sequence}) AND ${others}
            THEN has_sequence_privilege($1, c.oid, 'USAGE,SELECT,UPDATE') ELSE false END`,
      ),
      'sequences',
    ).toEqual([]);
    expect(
      await ask(
        `SELECT n.nspname FROM pg_namespace n WHERE ${others} AND has_schema_privilege($1, n.oid, 'USAGE,CREATE')`,
      ),
      'schemas',
    ).toEqual([]);
    expect(
      await ask(
        `SELECT m.roleid::regrole, m.member::regrole FROM pg_auth_members m
          WHERE m.member = $1::regrole AND $2::text IS NOT NULL`,
      ),
      'roles it may become',
    ).toEqual([]);
    expect(
      await ask(`SELECT relname FROM pg_class WHERE relowner = $1::regrole AND $2::text IS NOT NULL`),
      'what it owns',
    ).toEqual([]);
  }
});

test('what a role tries by hand fails', async () => {
  const [mine, theirs] = tenants as [TenantContext, TenantContext];
  await registerMachine(theirs, { machine_id: 'theirs' });
  const client = await connectAs(mine);
  const { rows } = await client.query('SELECT current_database() AS name');
  const { schemaName, roleName } = theirs.tenant;
  for (const sql of [
    `SET ROLE ${roleName}`,
    'SET ROLE postgres',
    'SET ROLE pg_read_all_data',
    'SET ROLE pg_monitor',
    `SET SESSION AUTHORIZATION ${roleName}`,
    `SELECT set_config('role', '${roleName}', false)`,
    `SELECT set_config('session_authorization', '${roleName}', false)`,
    `GRANT ${roleName} TO ${mine.tenant.roleName}`,
    `GRANT ALL ON ALL TABLES IN SCHEMA ${schemaName} TO ${mine.tenant.roleName}`,
    `ALTER ROLE ${mine.tenant.roleName} SUPERUSER`,
    `ALTER ROLE ${roleName} PASSWORD 'x'`,
    'CREATE SCHEMA stray',
    'CREATE TABLE stray (x int)',
    'CREATE VIEW stray AS SELECT 1',
    `CREATE FUNCTION stray() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    'CREATE TABLE public.stray (x int)',
    `CREATE TABLE ${schemaName}.stray (x int)`,
    'CREATE ROLE stray',
    'CREATE DATABASE stray',
    'CREATE EXTENSION dblink',
    'CREATE EXTENSION postgres_fdw',
    `CREATE PUBLICATION stray FOR ALL TABLES`,
    `ALTER SCHEMA ${mine.tenant.schemaName} RENAME TO stray`,
    `ALTER DATABASE ${rows[0].name} SET search_path = public`,
    `COPY (SELECT 1) TO '/tmp/stray'`,
    `COPY (SELECT 1) TO PROGRAM 'true'`,
    `SELECT pg_read_file('/etc/passwd')`,
    `SELECT lo_import('/etc/passwd')`,
    'SELECT * FROM pg_authid',
    'SELECT * FROM pg_shadow',
    'SELECT pg_reload_conf()',
    'SELECT * FROM public.session',
    `SELECT * FROM ${schemaName}.machine`,
    `SELECT nextval('${schemaName}.sample_batch_id_seq')`,
  ])
    await expect(client.query(sql), sql).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42704|42P01|3F000)$/),
    });
  // Looking elsewhere is not forbidden; there is nothing to be seen.
  for (const path of [schemaName, 'public', `${schemaName}, public, pg_catalog`]) {
    await client.query(`SET search_path = ${path}`);
    await expect(client.query('SELECT * FROM machine'), path).rejects.toMatchObject({ code: '42P01' });
    await expect(client.query('SELECT * FROM tenant'), path).rejects.toMatchObject({ code: '42P01' });
    await expect(client.query('CREATE TABLE stray (x int)'), path).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|3F000)$/),
    });
  }
  await client.query('RESET ALL; RESET ROLE; RESET SESSION AUTHORIZATION');
  const after = await client.query('SELECT current_user, session_user, current_schema()');
  const { tenant } = mine;
  expect(after.rows).toEqual([
    { current_user: tenant.roleName, session_user: tenant.roleName, current_schema: tenant.schemaName },
  ]);
});

test('requests of two tenants that take turns on the smallest pools each see their own', async () => {
  const rounds = Number(process.env.DRILL_ROUNDS ?? 600);
  const show = withCaller(async (ctx) => {
    const { pool } = await tenantDb(ctx.tenant);
    const { rows } = await pool.query('SELECT current_user AS role, current_schema() AS schema');
    const { machines } = await listMachines(ctx);
    return json({ ...rows[0], machines: machines.map(({ machine_id }) => machine_id) });
  });
  const callers: { ctx: TenantContext; name: string; key: string }[] = [];
  for (const ctx of tenants.slice(0, 2)) {
    const name = `only-${ctx.tenant.slug}`;
    await registerMachine(ctx, { machine_id: name });
    callers.push({ ctx, name, key: (await createApiKey(ctx, { name: 'drill', scopes: ['read'] })).key });
  }
  const ask = async (turn: number) => {
    // In no order that a pool could keep step with.
    const { ctx, name, key } = callers[(turn * 7 + (turn >> 3)) % callers.length]!;
    const host = `${ctx.tenant.slug}.localhost:3000`;
    const response = await show(new Request(`http://${host}/`, { headers: { host, apikey: key } }), {
      params: Promise.resolve({}),
    });
    const { role, schema, machines } = await response.json();
    expect([response.status, role, schema], `turn ${turn}`).toEqual([
      200,
      ctx.tenant.roleName,
      ctx.tenant.schemaName,
    ]);
    expect(machines.filter((machine: string) => machine.startsWith('only-'))).toEqual([name]);
    return name;
  };
  const seen = new Map<string, number>();
  for (let turn = 0; turn < rounds; turn += 12) {
    const some = await Promise.all(Array.from({ length: 12 }, (_, at) => ask(turn + at)));
    for (const name of some) seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  expect([...seen.keys()].sort()).toEqual(callers.map(({ name }) => name).sort());
});
