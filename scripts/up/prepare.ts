import { closeControl } from '#server/db/close-control.ts';
import { migrateControl, migrateTenants } from '#server/db/migrate.ts';
import { closeAllTenantDbs } from '#server/db/tenant-db.ts';
import { type Demo, ensureDemo } from '#server/demo/ensure-demo.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import type { Say } from './stage.ts';

/** Applies what is new, to the control schema and every tenant's. */
export async function prepareDatabase(say: Say): Promise<void> {
  let applied = (await migrateControl()).length;
  await migrateTenants((tenant, names) => {
    applied += names.length;
    if (names.length > 0) say(tenant.slug);
  });
  await installQueues();
  if (applied === 0) say.upToDate();
}

/** Makes or completes the demo tenant, and lets go of the database: from here on only the parts use it. */
export async function prepareDemo(known: Partial<Demo> | null): Promise<Demo> {
  const demo = await ensureDemo(known);
  await closeAllTenantDbs();
  await closeControl();
  return demo;
}
