import { controlPool } from '#server/db/control.ts';
import { env } from '#server/env.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { tenantUrl } from '#server/tenancy/tenant-url.ts';

export interface PortalView {
  slug: string;
  name: string;
  url: string;
}

/**
 * The other portals that the caller is a member of, by name. Each asks for its own sign-in.
 * @throws AppError FORBIDDEN for a key
 */
export async function listOwnPortals(ctx: TenantContext): Promise<PortalView[]> {
  const { id } = requireUser(ctx);
  const { rows } = await controlPool().query<{ slug: string; name: string }>(
    `SELECT t.slug, t.name FROM membership m JOIN tenant t ON t.id = m.tenant_id
      WHERE m.user_id = $1 AND t.id <> $2 AND t.status = 'active' ORDER BY lower(t.name), t.slug LIMIT 200`,
    [id, ctx.tenant.id],
  );
  return rows.map((row) => ({ ...row, url: tenantUrl(row.slug, env().PUBLIC_URL) }));
}
