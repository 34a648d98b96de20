import { controlDb } from '#server/db/control.ts';
import { ROLES, type Role, requireScope, type TenantContext } from '#server/tenancy/context.ts';

export interface InvitationView {
  id: string;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
}

/** Invitations that nobody has accepted, newest first, also those whose time is over. @throws AppError FORBIDDEN */
export async function listInvitations(ctx: TenantContext): Promise<InvitationView[]> {
  requireScope(ctx, 'admin');
  const rows = await controlDb().invitation.findMany({
    where: { tenantId: ctx.tenant.id, acceptedAt: null },
    select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
    orderBy: { createdAt: 'desc' },
  });
  return rows.flatMap((row) => {
    const role = ROLES.find((name) => name === row.role);
    return role ? [{ ...row, role }] : [];
  });
}
