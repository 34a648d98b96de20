import { escapeIdentifier } from 'pg';
import { expect, test } from 'vitest';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { controlDb, controlPool } from './control.ts';
import { migrateControl, migrateSchema, migrateTenant, migrateTenants, readMigrations } from './migrate.ts';
import { tenantDb } from './tenant-db.ts';
import { transaction } from './transaction.ts';

const file = (name: string, sql: string) => ({ name, sql, sha256: sql });
let schemas = 0;
async function freshSchema(): Promise<string> {
  const schema = `migrating "${schemas++}"`;
  await controlPool().query(`CREATE SCHEMA ${escapeIdentifier(schema)}`);
  return schema;
}
const migrate = (schema: string, files: ReturnType<typeof file>[]) =>
  transaction(controlPool(), (client) => migrateSchema(client, schema, files));

test('each file is applied once, in order', async () => {
  const schema = await freshSchema();
  const one = file('0001.sql', 'CREATE TABLE a (x int)');
  const two = file('0002.sql', 'ALTER TABLE a ADD COLUMN y int; INSERT INTO a VALUES (1, 2)');
  expect(await migrate(schema, [one])).toEqual(['0001.sql']);
  expect(await migrate(schema, [one, two])).toEqual(['0002.sql']);
  expect(await migrate(schema, [one, two])).toEqual([]);
  const { rows } = await controlPool().query(`SELECT * FROM ${escapeIdentifier(schema)}.a`);
  expect(rows).toEqual([{ x: 1, y: 2 }]);
});

test('a file that fails leaves nothing of the run; the next run goes on', async () => {
  const schema = await freshSchema();
  const good = file('0001.sql', 'CREATE TABLE a (x int)');
  await expect(migrate(schema, [good, file('0002.sql', 'CREATE TABLE b (; nonsense')])).rejects.toThrow(
    `${schema}: 0002.sql failed`,
  );
  expect(await migrate(schema, [good, file('0002.sql', 'CREATE TABLE b (x int)')])).toEqual([
    '0001.sql',
    '0002.sql',
  ]);
});

test('a file changed after it was applied is refused by name', async () => {
  const schema = await freshSchema();
  await migrate(schema, [file('0001.sql', 'CREATE TABLE a (x int)')]);
  await expect(migrate(schema, [file('0001.sql', 'CREATE TABLE a (x bigint)')])).rejects.toThrow(
    /0001.sql was changed after it was applied/,
  );
});

test('two at once wait for each other', async () => {
  const schema = await freshSchema();
  const files = [file('0001.sql', 'SELECT pg_sleep(0.2); CREATE TABLE a (x int)')];
  const applied = await Promise.all([migrate(schema, files), migrate(schema, files)]);
  expect(applied.flat()).toEqual(['0001.sql']);
});

test('all tenants are brought up to date, and again is nothing', async () => {
  const { tenant } = await freshTenant();
  expect(await migrateControl()).toEqual([]);
  expect(await migrateTenant(tenant)).toEqual([]);
  const seen: string[] = [];
  await migrateTenants((ref, applied) => {
    seen.push(ref.slug);
    expect(applied).toEqual([]);
  });
  expect(seen).toContain(tenant.slug);
});

test('what the first version stored is there after all later files', async () => {
  const schema = await freshSchema();
  const [first, ...later] = await readMigrations('tenant');
  await migrate(schema, [first!]);
  const machine = '7b0b9d0e-8f0f-4f53-9a53-0d4c1c6f2f10';
  const table = (name: string) => `${escapeIdentifier(schema)}.${name}`;
  await controlPool().query(
    `INSERT INTO ${table('machine')} (id, machine_id) VALUES ('${machine}', 'server01');
     INSERT INTO ${table('api_key')} (key_id, name, secret_hmac, scopes, machine_id, expires_at)
       VALUES ('abcdefghijkl', 'pcc', '\\x00', '{ingest}', '${machine}', now());
     INSERT INTO ${table('stream')} (stream_id, machine_id, session_id, acked_through, last_received_at)
       VALUES ('${machine}', '${machine}', '${machine}', 7, now());`,
  );
  expect(await migrate(schema, [first!, ...later])).toEqual(later.map(({ name }) => name));
  const { rows } = await controlPool().query(
    `SELECT key_id, successor_id, acked_through FROM ${table('api_key')} k JOIN ${table('stream')} s USING (machine_id)`,
  );
  expect(rows).toEqual([{ key_id: 'abcdefghijkl', successor_id: null, acked_through: '7' }]);
});

test('every column of both Prisma schemas is in the SQL', async () => {
  const { tenant } = await freshTenant();
  const { prisma } = await tenantDb(tenant);
  const control = controlDb();
  // A query without `select` names every column of the model.
  for (const find of [
    () => control.tenant.findFirst(),
    () => control.domain.findFirst(),
    () => control.user.findFirst(),
    () => control.membership.findFirst(),
    () => control.session.findFirst(),
    () => control.invitation.findFirst(),
    () => control.apiKeyLocator.findFirst(),
    () => prisma.machine.findFirst(),
    () => prisma.apiKey.findFirst(),
    () => prisma.stream.findFirst(),
    () => prisma.recentSnapshot.findFirst(),
    () => prisma.machineEvent.findFirst(),
    () => prisma.sampleBatch.findFirst(),
    () => prisma.segment.findFirst(),
    () => prisma.report.findFirst(),
    () => prisma.collectionSession.findFirst(),
    () => prisma.auditEntry.findFirst(),
  ])
    await expect(find()).resolves.not.toThrow();
});
