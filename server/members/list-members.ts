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
  /** Whether they are asked for a second factor; null: not for the caller to know. */
  secondFactor: boolean | null;
}

/** The tenant's members, owners first, then by name; to owners also who has a second factor. @throws AppError FORBIDDEN */
export async function listMembers(ctx: TenantContext): Promise<MemberView[]> {
  requireScope(ctx, 'read');
  const { rows } = await controlPool().query<MemberView>(
    `SELECT u.id, u.name, u.email, m.role, m.created_at AS since,
            (SELECT max(coalesce(s.last_seen_at, s.created_at)) FROM session s
              WHERE s.user_id = u.id AND s.tenant_id = m.tenant_id) AS "lastSeen",
            CASE WHEN $3 THEN u.totp_since IS NOT NULL END AS "secondFactor"
       FROM membership m JOIN app_user u ON u.id = m.user_id
      WHERE m.tenant_id = $1
      ORDER BY array_position($2::text[], m.role), lower(u.name), u.email`,
    [ctx.tenant.id, ROLES, ctx.scopes.has('own')],
  );
  return rows;
}
