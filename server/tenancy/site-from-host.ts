import { controlPool } from '#server/db/control.ts';
import { gather } from '#server/db/gather.ts';
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
  | {
      kind: 'tenant';
      tenant: TenantRef;
      routeKey: string;
      /** Nobody is served, but for owners of a portal that is going to be deleted: see may-enter. */
      suspended: boolean;
      /** When it is deleted; null: it stays. */
      deleteAfter: Date | null;
    };

/**
 * Looks up whose site `host` (the Host header) is. Deleted and half-made tenants are unknown, and so are own domains
 * that nobody has proven.
 */
export async function siteFromHost(host: string | readonly string[] | null | undefined): Promise<Site> {
  const target = resolveHost(host, env().BASE_DOMAIN);
  if (target.kind === 'apex') return { kind: 'apex' };
  const unknown: Site = { kind: 'unknown', host: String(host) };
  if (target.kind === 'invalid') return unknown;
  const tenant = await findTenant(target);
  if (!tenant || (tenant.status !== 'active' && tenant.status !== 'suspended')) return unknown;
  const { status, deleteAfter, ...ref } = tenant;
  return {
    kind: 'tenant',
    tenant: ref,
    routeKey: target.kind === 'tenant' ? target.slug : target.host,
    suspended: status === 'suspended',
    deleteAfter,
  };
}

type TenantRow = TenantRef & { status: string; deleteAfter: Date | null };

const FIELDS = `t.id, t.slug, t.name, t.schema_name AS "schemaName", t.role_name AS "roleName", t.status,
  t.delete_after AS "deleteAfter"`;

/** Asked at every request, and never from memory: who is suspended is refused at the next one, by every process. */
async function findTenant(
  target: { kind: 'tenant'; slug: string } | { kind: 'domain'; host: string },
): Promise<TenantRow | undefined> {
  const bySlug = target.kind === 'tenant';
  const value = bySlug ? target.slug : target.host;
  return gather(`tenant-by-${target.kind}:${value}`, value, async (same) => {
    const { rows } = await controlPool().query<TenantRow>({
      name: `tenant-by-${target.kind}`,
      text: bySlug
        ? `SELECT ${FIELDS} FROM tenant t WHERE t.slug = $1`
        : `SELECT ${FIELDS} FROM domain d JOIN tenant t ON t.id = d.tenant_id
            WHERE d.host = $1 AND d.verified_at IS NOT NULL`,
      values: [value],
    });
    return same.map(() => rows[0]);
  });
}
