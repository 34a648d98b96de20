import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { findTenant } from './find-tenant.ts';

/**
 * Suspends a tenant (nobody signs in, keys are refused, data stays) or resumes it.
 * @throws AppError UNKNOWN_TENANT, CONFLICT when it is half-made or being deleted
 */
export async function suspendTenant(slug: string, suspended: boolean): Promise<void> {
  const { id, status } = await findTenant(slug);
  if (status !== 'active' && status !== 'suspended')
    throw new AppError('CONFLICT', `Tenant "${slug}" is ${status}.`, { status });
  await controlDb().tenant.update({ where: { id }, data: { status: suspended ? 'suspended' : 'active' } });
}
