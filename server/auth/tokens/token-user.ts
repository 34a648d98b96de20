import type { Role, TenantContext } from '#server/tenancy/context.ts';
import { invalidToken } from './read-token.ts';

/** Whom a pair of tokens stands for. */
export interface TokenUser {
  id: string;
  email: string;
  name: string;
  role: Role;
  tenant: { id: string; slug: string; name: string };
}

/** The user of a context that was made from a session. @throws AppError INVALID_TOKEN when there is none */
export function tokenUser(ctx: TenantContext | null): TokenUser {
  if (ctx?.actor.kind !== 'user') throw invalidToken();
  const { id, email, name, role } = ctx.actor;
  const { tenant } = ctx;
  return { id, email, name, role, tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name } };
}
