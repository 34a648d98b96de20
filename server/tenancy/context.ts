import type { TenantRef } from '#server/db/tenant-ref.ts';
import { AppError } from '#server/errors.ts';

export const ROLES = ['owner', 'admin', 'analyst', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What a caller may do. A role stands for a set of these; an API key carries its own. */
export const SCOPES = ['ingest', 'read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a member may do: a key's scopes and, for owners, `own`: to make and unmake owners. No key has that. */
export const PERMISSIONS = [...SCOPES, 'own'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The one table of roles: verbs check against it (requireScope), and pages show what it says. */
export const ROLE_SCOPES: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: ['ingest', 'read', 'write', 'admin'],
  analyst: ['ingest', 'read', 'write'],
  viewer: ['read'],
};

export type Actor =
  | { kind: 'user'; id: string; sessionId: string; role: Role; email: string; name: string }
  | {
      kind: 'key';
      id: string;
      machineId: string | null /** The key that replaces it, if any. */;
      successorId?: string;
    }
  | { kind: 'job'; id: string };

/**
 * Who asks, for which tenant, and what they may do: the first parameter of every verb. It is made from a session
 * (auth/context-from-session), from an API key (auth/context-from-key) or, in the worker, from a job that one of
 * those two queued (jobs/context-from-job); never from a body, a query or a path.
 */
export interface TenantContext {
  tenant: TenantRef;
  actor: Actor;
  scopes: ReadonlySet<Permission>;
  /** The address that the request came from; jobs have none. */
  address?: string;
}

/**
 * The guard at the top of a verb.
 * @throws AppError FORBIDDEN
 */
export function requireScope(ctx: TenantContext, scope: Permission): void {
  if (ctx.scopes.has(scope)) return;
  throw new AppError(
    'FORBIDDEN',
    scope === 'own'
      ? 'Only an owner of this portal can do this.'
      : `This needs the scope "${scope}", which you do not have.`,
    { scope },
  );
}

/**
 * The guard of verbs about the caller's own account, which a key has none of.
 * @throws AppError FORBIDDEN
 */
export function requireUser({ actor }: TenantContext): Extract<Actor, { kind: 'user' }> {
  if (actor.kind === 'user') return actor;
  throw new AppError('FORBIDDEN', 'This is for a person who is signed in.');
}
