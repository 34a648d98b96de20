import { controlDb } from '#server/db/control.ts';
import { dropTenant } from './deletion/drop-tenant.ts';
import { findTenant } from './find-tenant.ts';

/**
 * Deletes a tenant with all its data, its schema and its role, at once. There is no way back. Users stay: they may be
 * members elsewhere. Cut off half-way, it can be called again.
 * @throws AppError UNKNOWN_TENANT
 */
export async function deleteTenant(slug: string): Promise<void> {
  const tenant = await findTenant(slug);
  // From here on nobody is served, by any process; the worker goes on where this is cut off.
  await controlDb().tenant.update({ where: { id: tenant.id }, data: { status: 'deleting' } });
  await dropTenant(tenant);
}
