import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/**
 * The guard of what takes everything along: owners, and keys and operators that administrate.
 * @throws AppError FORBIDDEN
 */
export const requireExport = (ctx: TenantContext): void =>
  requireScope(ctx, ctx.actor.kind === 'user' ? 'own' : 'admin');
