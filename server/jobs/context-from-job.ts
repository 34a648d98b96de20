import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { SCOPES, type TenantContext } from '#server/tenancy/context.ts';

/**
 * The context a job runs in. Jobs are made by verbs, so the tenant id in one was itself taken from a context; the
 * queue's tables are closed to tenants.
 * @throws AppError UNKNOWN_TENANT when the tenant is gone
 */
export async function contextFromJob(job: { id: string; tenantId: string }): Promise<TenantContext> {
  const tenant = await controlDb().tenant.findFirst({
    where: { id: job.tenantId, status: { in: ['active', 'suspended'] } },
    select: { id: true, slug: true, name: true, schemaName: true, roleName: true },
  });
  if (!tenant) throw new AppError('UNKNOWN_TENANT', 'The tenant of this job is gone.');
  return { tenant, actor: { kind: 'job', id: job.id }, scopes: new Set(SCOPES) };
}
