import { Pool } from 'pg';
import type { TestProject } from 'vitest/node';
import { startTemporary } from '#server/db/embedded/start-temporary.ts';
import { migrateSchema, readMigrations } from '#server/db/migrate.ts';
import { transaction } from '#server/db/transaction.ts';
import { buildReportBrowser } from '#server/reports/html/build-browser.ts';
import { buildPdfThread } from '#server/reports/pdf/build-thread.ts';

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string;
    /** The database that each test file gets a copy of. */
    template: string;
  }
}

const TEMPLATE = 'migrated';

/** Vitest global set-up: one throwaway PostgreSQL cluster for the run, and the bundles that reports need. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [cluster] = await Promise.all([startTemporary(), buildPdfThread(), buildReportBrowser()]);
  await makeTemplate(cluster.url);
  project.provide('clusterUrl', cluster.url);
  project.provide('template', TEMPLATE);
  return () => cluster.stop();
}

/** With the control tables: to copy them is quicker than to make them. */
async function makeTemplate(clusterUrl: string): Promise<void> {
  const admin = new Pool({ connectionString: clusterUrl, max: 1 });
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const url = new URL(clusterUrl);
  url.pathname = `/${TEMPLATE}`;
  const template = new Pool({ connectionString: url.toString(), max: 1 });
  const migrations = await readMigrations('control');
  await transaction(template, (client) => migrateSchema(client, 'public', migrations));
  await template.end();
}
