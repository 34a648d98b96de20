import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { type Site, siteFromHost } from '#server/tenancy/site-from-host.ts';
import { invalidToken } from './read-token.ts';

/**
 * The site that a token of this tenant opens on `host`: the tenant's own host, or the bare domain, where the token
 * says which tenant is meant.
 * @throws AppError INVALID_TOKEN on another tenant's host, UNKNOWN_TENANT, TENANT_SUSPENDED
 */
export async function siteOfToken(tenantId: string, host: string | null): Promise<Site> {
  const asked = await siteFromHost(host);
  const site = asked.kind === 'apex' ? await siteOfTenant(tenantId) : asked;
  if (site.kind === 'unknown') throw new AppError('UNKNOWN_TENANT', 'There is no portal under this address.');
  if (site.kind !== 'tenant' || site.tenant.id !== tenantId) throw invalidToken();
  if (site.suspended) throw new AppError('TENANT_SUSPENDED', 'This portal is suspended.');
  return site;
}

async function siteOfTenant(id: string): Promise<Site> {
  const tenant = await controlDb().tenant.findFirst({
    where: { id, status: { in: ['active', 'suspended'] } },
    select: { id: true, slug: true, name: true, schemaName: true, roleName: true, status: true },
  });
  if (!tenant) throw invalidToken();
  const { status, ...ref } = tenant;
  return {
    kind: 'tenant',
    tenant: ref,
    routeKey: ref.slug,
    suspended: status === 'suspended',
    deleteAfter: null,
  };
}
