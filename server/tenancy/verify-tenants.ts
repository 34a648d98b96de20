import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';

/**
 * The start-up gate: opens every tenant's database as the tenant's role, which fails unless the role is confined
 * to its schema.
 * @returns how many were looked at
 * @throws TenantIsolationError for the first that is not confined
 */
export async function verifyTenants(): Promise<number> {
  const tenants = await controlDb().tenant.findMany({
    where: { status: { in: ['active', 'suspended'] } },
    select: { id: true, slug: true, name: true, schemaName: true, roleName: true },
  });
  for (const tenant of tenants) await tenantDb(tenant);
  return tenants.length;
}
