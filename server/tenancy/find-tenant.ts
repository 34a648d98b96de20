import { controlDb } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { AppError } from '#server/errors.ts';

/** A tenant with its state, for operators. @throws AppError UNKNOWN_TENANT */
export async function findTenant(
  slug: string,
): Promise<TenantRef & { status: string; deleteAfter: Date | null }> {
  const tenant = await controlDb().tenant.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      name: true,
      schemaName: true,
      roleName: true,
      status: true,
      deleteAfter: true,
    },
  });
  if (!tenant) throw new AppError('UNKNOWN_TENANT', `There is no tenant "${slug}".`);
  return tenant;
}
