import { controlPool } from '#server/db/control.ts';
import { ROLES, type Role, requireScope, type TenantContext } from '#server/tenancy/context.ts';

export interface MemberView {
  id: string;
  name: string;
  email: string;
  role: Role;
  since: Date;
  /** When a session of theirs was used last here, to the minute; null: never. */
  lastSeen: Date | null;
}

/** The tenant's members, owners first, then by name. @throws AppError FORBIDDEN */
export async function listMembers(ctx: TenantContext): Promise<MemberView[]> {
  requireScope(ctx, 'read');
  const { rows } = await controlPool().query<MemberView>(
    `SELECT u.id, u.name, u.email, m.role, m.created_at AS since,
            (SELECT max(coalesce(s.last_seen_at, s.created_at)) FROM session s
              WHERE s.user_id = u.id AND s.tenant_id = m.tenant_id) AS "lastSeen"
       FROM membership m JOIN app_user u ON u.id = m.user_id
      WHERE m.tenant_id = $1
      ORDER BY array_position($2::text[], m.role), lower(u.name), u.email`,
    [ctx.tenant.id, ROLES],
  );
  return rows;
}
