import { controlDb } from '#server/db/control.ts';
import { env } from '#server/env.ts';
import { requireScope, type TenantContext } from './context.ts';

/** How a portal's end would be. */
export interface TenantLife {
  /** What an owner types to delete it. */
  slug: string;
  graceDays: number;
  /** When it is deleted; null: it stays. */
  deleteAfter: Date | null;
}

/** Whether and when the portal is deleted, for its owners. @throws AppError FORBIDDEN */
export async function showLife(ctx: TenantContext): Promise<TenantLife> {
  requireScope(ctx, 'own');
  const { slug, deleteAfter } = await controlDb().tenant.findUniqueOrThrow({
    where: { id: ctx.tenant.id },
    select: { slug: true, deleteAfter: true },
  });
  return { slug, deleteAfter, graceDays: env().DELETE_GRACE_DAYS };
}
