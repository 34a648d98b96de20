import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { requireScope, requireUser, type TenantContext } from '../context.ts';
import { scheduleDeletion } from './schedule-deletion.ts';

/**
 * Closes the caller's portal at once and has it deleted when the days of grace are over. Its keys and sessions stay as
 * they are, for the case that an owner takes it back.
 * @param typed the portal's name, as the owner typed it
 * @throws AppError FORBIDDEN (no owner), INVALID_INPUT when the name is another, CONFLICT when it is closing already
 */
export async function requestDeletion(ctx: TenantContext, typed: string): Promise<{ deleteAfter: Date }> {
  requireScope(ctx, 'own');
  requireUser(ctx);
  const { slug } = await controlDb().tenant.findUniqueOrThrow({
    where: { id: ctx.tenant.id },
    select: { slug: true },
  });
  if (typed.trim().toLowerCase() !== slug)
    throw new AppError('INVALID_INPUT', `Type “${slug}” to delete this portal. Nothing was changed.`, {
      field: 'typed',
    });
  const deleteAfter = await scheduleDeletion(slug);
  await recordAudit(ctx, {
    verb: 'tenant.delete',
    target: slug,
    details: { after: deleteAfter.toISOString() },
  });
  return { deleteAfter };
}
