import { controlDb } from '#server/db/control.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { ROLES, type Role, type TenantContext } from '#server/tenancy/context.ts';

/** One of the tenant's invitations that nobody has accepted. @throws AppError NOT_FOUND */
export async function findPending(ctx: TenantContext, id: string): Promise<{ email: string; role: Role }> {
  const row = isUuid(id)
    ? await controlDb().invitation.findFirst({
        where: { id, tenantId: ctx.tenant.id, acceptedAt: null },
        select: { email: true, role: true },
      })
    : null;
  const role = ROLES.find((name) => name === row?.role);
  if (!row || !role) throw notFound('invitation');
  return { email: row.email, role };
}
