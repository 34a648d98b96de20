import type { PgBoss } from 'pg-boss';
import { addBacklog, countBacklog, NO_BACKLOG, noteBacklog } from '#server/telemetry/count-backlog.ts';
import { forEachTenant } from './for-each-tenant.ts';

/** Schedules the count of what waits in all tenants, and works on it. */
export async function workOnBacklog(boss: PgBoss): Promise<void> {
  await boss.schedule('backlog', '* * * * *');
  await boss.work('backlog', async ([job]) => {
    if (!job) return;
    let total = NO_BACKLOG;
    await forEachTenant(job, async (ctx) => {
      total = addBacklog(total, await countBacklog(ctx));
    });
    await noteBacklog(total);
  });
}
