import { recordAudit } from '#server/audit/record-audit.ts';
import { requireScope, requireUser, type TenantContext } from '../context.ts';
import { keepTenant } from './keep-tenant.ts';

/**
 * An owner takes the portal back before it is deleted: it is open again, for everybody and at once.
 * @throws AppError FORBIDDEN (no owner), CONFLICT when it is not going to be deleted
 */
export async function takeBack(ctx: TenantContext): Promise<void> {
  requireScope(ctx, 'own');
  requireUser(ctx);
  await keepTenant(ctx.tenant.slug);
  await recordAudit(ctx, { verb: 'tenant.take_back', target: ctx.tenant.slug });
}
