import { log } from '#server/log.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { contextFromJob } from './context-from-job.ts';
import { listTenants } from './list-tenants.ts';

/**
 * Runs `work` for each active tenant, in turn, or for those `within` two. One tenant's trouble is logged and does not keep the others waiting.
 * Rounds that begin together go together, tenant by tenant, and share its connections: from different places, five
 * rounds through 100 tenants opened twice as many.
 */
export async function forEachTenant(
  job: { id: string; name: string },
  work: (ctx: TenantContext) => Promise<void>,
  within?: { first: string; last: string },
): Promise<void> {
  for (const id of await listTenants(within)) {
    try {
      await work(await contextFromJob({ id: job.id, tenantId: id }));
    } catch (error) {
      log().error({ err: error, tenant: id, job: job.name }, 'a job failed for a tenant');
    }
  }
}
