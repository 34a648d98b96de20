import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { controlPool } from '#server/db/control.ts';
import { env } from '#server/env.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sealBatches } from '#server/metrics/segments/seal-batches.ts';
import { makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { deleteTenant } from '#server/tenancy/delete-tenant.ts';
import { findTenant } from '#server/tenancy/find-tenant.ts';
import { freshMember } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import type { BackupManifest } from './manifest.ts';
import { openBackup } from './open-backup.ts';
import { writeBackup } from './write-backup.ts';

const folder = mkdtempSync(join(tmpdir(), 'perfanalysis-backup-'));
const databases: string[] = [];
let acme: TenantContext;
let other: TenantContext;
let member: Awaited<ReturnType<typeof freshMember>>;
let key: string;

/** A tenant with samples, sealed and waiting, a member, a key and an audit trail. */
async function fill(ctx: TenantContext): Promise<void> {
  const machine = await tricklingMachine(ctx, 'web1');
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  await machine.send(1, makeSnapshots([hour - 7_200_000, hour - 7_199_000, hour - 1000], hour - 7_300_000));
  await sealBatches(ctx, { machineId: machine.id, before: new Date(hour - 3_600_000) });
}

beforeAll(async () => {
  await installQueues();
  acme = await freshTenant();
  other = await freshTenant();
  await fill(acme);
  await fill(other);
  member = await freshMember(acme, 'owner');
  key = (await createApiKey(acme, { name: 'mine', scopes: ['read'] })).key;
});
afterAll(async () => {
  for (const name of databases) await controlPool().query(`DROP DATABASE ${name} WITH (FORCE)`);
  rmSync(folder, { recursive: true });
});

/** The address of a new, empty database on the same server. */
async function emptyDatabase(): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await controlPool().query(`CREATE DATABASE ${name}`);
  databases.push(name);
  const url = new URL(env().DATABASE_URL);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Runs a command as an operator does: its status and what it printed. */
const run = (script: string, args: string[], settings: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...args], {
    env: { ...process.env, ...settings },
  }).then(
    ({ stdout }) => ({ status: 0, said: stdout }),
    (error: { code: number; stderr: string; stdout: string }) => ({
      status: error.code,
      said: error.stdout + error.stderr,
    }),
  );

/** What each table of a tenant holds, to the byte. */
const contents = ({ tenants }: BackupManifest, slug: string) =>
  tenants
    .find((tenant) => tenant.slug === slug)
    ?.tables.map(({ table, rows, sha256 }) => ({ table, rows, sha256 }));

test('what is restored into an empty database is what was backed up, to the byte', async () => {
  const path = join(folder, 'all.zip');
  const manifest = await writeBackup(path, {});
  const rows = (table: string) =>
    contents(manifest, acme.tenant.slug)?.find((one) => one.table === table)?.rows;
  expect(rows('machine')).toBe(1);
  expect(rows('segment')).toBeGreaterThan(0);
  expect(rows('sample_batch')).toBeGreaterThan(0);
  expect(rows('audit_entry')).toBeGreaterThan(0);

  const DATABASE_URL = await emptyDatabase();
  const restored = await run('restore', [path], { DATABASE_URL });
  expect(restored).toMatchObject({ status: 0 });
  for (const { tenant } of [acme, other])
    expect(restored.said).toMatch(new RegExp(`${tenant.slug}: .*all is well`));
  const again = join(folder, 'again.zip');
  expect(await run('backup', [again], { DATABASE_URL })).toMatchObject({ status: 0 });
  const opened = await openBackup(again);
  opened.close();
  for (const { tenant } of [acme, other])
    expect(contents(opened.manifest, tenant.slug)).toEqual(contents(manifest, tenant.slug));
  // Numbers go on where they were; a second restore finds the database full.
  expect((await run('restore', [path], { DATABASE_URL })).said).toContain('The database is not empty');
});

test('one tenant comes back beside the others: members sign in, keys are good', async () => {
  const path = join(folder, 'one.zip');
  const before = await writeBackup(path, { only: acme.tenant.slug });
  expect(before.tenants.map(({ slug }) => slug)).toEqual([acme.tenant.slug]);
  expect((await run('restore', [path, '--tenant', acme.tenant.slug])).said).toContain('Delete it first');
  await deleteTenant(acme.tenant.slug);
  expect((await run('restore', [path])).said).toContain(`--tenant ${acme.tenant.slug}`);
  expect(await run('restore', [path, '--tenant', acme.tenant.slug])).toMatchObject({ status: 0 });
  const after = await writeBackup(join(folder, 'after.zip'), { only: acme.tenant.slug });
  expect(contents(after, acme.tenant.slug)).toEqual(contents(before, acme.tenant.slug));
  expect((await findTenant(acme.tenant.slug)).id).toBe(acme.tenant.id);
  await member.enter();
  expect((await contextFromKey(key, member.host, '10.0.0.1')).actor.kind).toBe('key');
});

test('a file that is damaged, cut or none at all restores nothing', async () => {
  const path = join(folder, 'whole.zip');
  await writeBackup(path, {});
  const bytes = readFileSync(path);
  const { manifest, close } = await openBackup(path);
  close();
  const table = manifest.tenants[0]?.tables.find(({ rows, table: name }) => name === 'segment' && rows > 0);
  const at = bytes.indexOf(Buffer.from(table?.entry ?? '?')) + 2000;
  const damaged = Buffer.from(bytes);
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  const put = (name: string, content: Uint8Array) => {
    const broken = join(folder, name);
    writeFileSync(broken, content);
    return broken;
  };
  for (const content of [bytes.subarray(0, bytes.length - 100), Buffer.from('hello')])
    await expect(openBackup(put('cut.zip', content))).rejects.toThrow('is no backup');
  const settings = { DATABASE_URL: await emptyDatabase() };
  const { status, said } = await run('restore', [put('damaged.zip', damaged)], settings);
  expect(status).toBe(1);
  expect(said).toMatch(/damaged|invalid|CRC/i);
});

test('another server secret is noticed, and must be meant', async () => {
  const path = join(folder, 'secret.zip');
  await writeBackup(path, {});
  const settings = {
    DATABASE_URL: await emptyDatabase(),
    APP_SECRET: 'another secret, also of more than 32 characters',
  };
  expect((await run('restore', [path], settings)).said).toContain('another APP_SECRET');
  expect(await run('restore', [path, '--new-secret'], settings)).toMatchObject({ status: 0 });
});

test('what is not a file is not replaced', async () => {
  for (const path of [folder, '/dev/null'])
    await expect(writeBackup(path, {})).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('a tenant that is not there, in the portal or in the backup, is told', async () => {
  await expect(writeBackup(join(folder, 'x.zip'), { only: 'nobody' })).rejects.toMatchObject({
    code: 'UNKNOWN_TENANT',
  });
  expect(readdirSync(folder).filter((name) => name.startsWith('x.zip'))).toEqual([]);
  const path = join(folder, 'few.zip');
  await writeBackup(path, { only: other.tenant.slug });
  expect((await run('restore', [path, '--tenant', 'nobody'])).said).toContain(`it has ${other.tenant.slug}`);
});
