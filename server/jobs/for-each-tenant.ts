import { controlDb } from '#server/db/control.ts';
import { log } from '#server/log.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { contextFromJob } from './context-from-job.ts';
import { QUEUES } from './queue.ts';

const ROUNDS = Object.keys(QUEUES);

/**
 * Runs `work` for each active tenant, in turn. One tenant's trouble is logged and does not keep the others waiting.
 * Several rounds begin at each full minute: each has a place of its own among the tenants from which it goes round, so
 * that a tenant needs one connection for them and not one for each.
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
  const begin = Math.floor((tenants.length * Math.max(0, ROUNDS.indexOf(job.name))) / ROUNDS.length);
  for (const { id } of [...tenants.slice(begin), ...tenants.slice(0, begin)]) {
    try {
      await work(await contextFromJob({ id: job.id, tenantId: id }));
    } catch (error) {
      log().error({ err: error, tenant: id, job: job.name }, 'a job failed for a tenant');
    }
  }
}
