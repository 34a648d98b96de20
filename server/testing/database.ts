import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, inject } from 'vitest';
import { closeControl } from '#server/db/close-control.ts';
import { migrateControl } from '#server/db/migrate.ts';
import { closeAllTenantDbs } from '#server/db/tenant-db.ts';

// Vitest setup file: each test file gets a database and a data folder of its own on the run's cluster.
const admin = new URL(inject('clusterUrl'));
const name = `t_${randomBytes(6).toString('hex')}`;
const client = new Client({ connectionString: admin.toString() });
await client.connect();
await client.query(`CREATE DATABASE ${name} TEMPLATE ${inject('template')}`);
await client.end();
admin.pathname = `/${name}`;

process.env.DATABASE_URL = admin.toString();
const dataDir = mkdtempSync(join(tmpdir(), 'perfanalysis-test-'));
process.env.DATA_DIR = dataDir;
process.env.APP_SECRET = 'a secret of the test suite, 32 characters and more';
process.env.LOG_LEVEL = 'silent';
await migrateControl();

afterAll(async () => {
  await closeAllTenantDbs();
  await closeControl();
  rmSync(dataDir, { recursive: true, force: true });
});
