import type { PgBoss } from 'pg-boss';
import { migrateTenants } from '#server/db/migrate.ts';
import { log } from '#server/log.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { finishDeletions } from '#server/tenancy/deletion/finish-deletions.ts';
import { recheckDomains } from '#server/tenancy/domains/recheck-domains.ts';
import { workInRounds } from './work-in-rounds.ts';

/**
 * Works on the ends of tenants: deletes those whose days of grace are over and those that were left half-made, brings
 * along those that an upgrade missed, and looks once a day whether their own domains are still theirs.
 */
export async function workOnTenants(boss: PgBoss): Promise<void> {
  await boss.schedule('tenant-sweep', '*/10 * * * *');
  await boss.work('tenant-sweep', async ([job]) => {
    if (!job) return;
    await finishDeletions(new Date());
    // Made by a portal of the version before, after the others were migrated.
    await migrateTenants(({ id }, applied) => log().info({ tenant: id, applied }, 'brought up to date'), {
      leftBehind: true,
    });
  });
  const visit = async (ctx: TenantContext) => {
    const { missing, lost, lapsed } = await recheckDomains(ctx, new Date());
    if (missing + lost + lapsed > 0)
      log().info({ tenant: ctx.tenant.id, missing, lost, lapsed }, 'checked own domains');
  };
  await workInRounds(boss, 'domain-check', { cron: '20 4 * * *', visit });
}
