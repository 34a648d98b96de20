import { controlDb } from '#server/db/control.ts';
import { log } from '#server/log.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { contextFromJob } from './context-from-job.ts';

/**
 * Runs `work` for each active tenant, in turn. One tenant's trouble is logged and does not keep the others waiting.
 * Rounds that begin together go together, tenant by tenant, and share its connections: from different places, five
 * rounds through 100 tenants opened twice as many.
 */
export async function forEachTenant(
  job: { id: string; name: string },
  work: (ctx: TenantContext) => Promise<void>,
): Promise<void> {
  const tenants = await controlDb().tenant.findMany({
    where: { status: 'active' },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of tenants) {
    try {
      await work(await contextFromJob({ id: job.id, tenantId: id }));
    } catch (error) {
      log().error({ err: error, tenant: id, job: job.name }, 'a job failed for a tenant');
    }
  }
}
