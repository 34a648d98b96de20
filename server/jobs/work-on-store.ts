import type { PgBoss } from 'pg-boss';
import { forgetRecent } from '#server/fleet/forget-recent.ts';
import { log } from '#server/log.ts';
import { retainDue } from '#server/metrics/retention/retain-due.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { compactDue } from '#server/metrics/segments/compact-due.ts';
import { sealDue } from '#server/metrics/segments/seal-due.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { workInRounds } from './work-in-rounds.ts';

/**
 * What keeps the metric store in order: queue, when, and the work for one tenant, which answers how much it did. All
 * of it is safe to run twice, in any order, and to be killed at any moment.
 */
const STORE_JOBS: Record<
  'seal' | 'rollup' | 'compact' | 'retain' | 'forget',
  { cron: string; run: (ctx: TenantContext) => Promise<Record<string, number>> }
> = {
  seal: { cron: '* * * * *', run: async (ctx) => ({ batches: await sealDue(ctx, new Date()) }) },
  rollup: { cron: '* * * * *', run: async (ctx) => ({ segments: await rollUpDue(ctx) }) },
  compact: { cron: '10 * * * *', run: async (ctx) => ({ segments: await compactDue(ctx, new Date()) }) },
  retain: { cron: '40 * * * *', run: async (ctx) => ({ ...(await retainDue(ctx, new Date())) }) },
  forget: { cron: '*/5 * * * *', run: async (ctx) => ({ recent: await forgetRecent(ctx, new Date()) }) },
};

/** Schedules the upkeep of all tenants' samples, and works on it. */
export async function workOnStore(boss: PgBoss): Promise<void> {
  for (const [queue, { cron, run }] of Object.entries(STORE_JOBS)) {
    const visit = async (ctx: TenantContext) => {
      const done = await run(ctx);
      if (Object.values(done).some((count) => count > 0))
        log().info({ tenant: ctx.tenant.id, job: queue, ...done }, 'kept the store');
    };
    await workInRounds(boss, queue, { cron, visit });
  }
}
