import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { findTenant } from '../find-tenant.ts';

/**
 * Opens a tenant again that waits for its deletion.
 * @throws AppError UNKNOWN_TENANT, CONFLICT when it does not wait for that
 */
export async function keepTenant(slug: string): Promise<void> {
  const { id, status } = await findTenant(slug);
  const { count } = await controlDb().tenant.updateMany({
    where: { id, status: 'suspended', deleteAfter: { not: null } },
    data: { status: 'active', deleteAfter: null },
  });
  if (count === 0)
    throw new AppError('CONFLICT', `"${slug}" is ${status} and not going to be deleted.`, { status });
}
