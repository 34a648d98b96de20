import { controlDb } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { env } from '#server/env.ts';
import { resolveHost } from './resolve-host.ts';

/**
 * The site a host name shows. `routeKey` is the folder under /t that proxy.ts chooses for this host: the slug, or
 * the whole name for a customer's own domain.
 */
export type Site =
  | { kind: 'apex' }
  | { kind: 'unknown'; host: string }
  | { kind: 'tenant'; tenant: TenantRef; routeKey: string; suspended: boolean };

const TENANT_FIELDS = {
  id: true,
  slug: true,
  name: true,
  schemaName: true,
  roleName: true,
  status: true,
} as const;

/** Looks up whose site `host` (the Host header) is. Deleted and half-made tenants are unknown. */
export async function siteFromHost(host: string | readonly string[] | null | undefined): Promise<Site> {
  const target = resolveHost(host, env().BASE_DOMAIN);
  if (target.kind === 'apex') return { kind: 'apex' };
  const unknown: Site = { kind: 'unknown', host: String(host) };
  if (target.kind === 'invalid') return unknown;
  const tenant =
    target.kind === 'tenant'
      ? await controlDb().tenant.findUnique({ where: { slug: target.slug }, select: TENANT_FIELDS })
      : ((
          await controlDb().domain.findUnique({
            where: { host: target.host },
            select: { tenant: { select: TENANT_FIELDS } },
          })
        )?.tenant ?? null);
  if (!tenant || (tenant.status !== 'active' && tenant.status !== 'suspended')) return unknown;
  const { status, ...ref } = tenant;
  return {
    kind: 'tenant',
    tenant: ref,
    routeKey: target.kind === 'tenant' ? target.slug : target.host,
    suspended: status === 'suspended',
  };
}
