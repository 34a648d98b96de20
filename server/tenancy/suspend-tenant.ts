import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { findTenant } from './find-tenant.ts';

/**
 * Suspends a tenant (nobody signs in, keys are refused, data stays) or resumes it.
 * @throws AppError UNKNOWN_TENANT, CONFLICT when it is half-made or going to be deleted
 */
export async function suspendTenant(slug: string, suspended: boolean): Promise<void> {
  const { id, status, deleteAfter } = await findTenant(slug);
  // What is suspended with a date was closed by its owner, who would get it back by taking that back.
  if (deleteAfter !== null)
    throw new AppError(
      'CONFLICT',
      `Tenant "${slug}" will be deleted on ${deleteAfter.toISOString().slice(0, 10)}. Keep it first: npm run tenant -- keep ${slug}`,
      { status },
    );
  if (status !== 'active' && status !== 'suspended')
    throw new AppError('CONFLICT', `Tenant "${slug}" is ${status}.`, { status });
  await controlDb().tenant.update({ where: { id }, data: { status: suspended ? 'suspended' : 'active' } });
}
