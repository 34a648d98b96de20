import type { PoolClient } from 'pg';
import { AppError, notFound } from '#server/errors.ts';
import { ROLE_SCOPES, ROLES, type Role, requireUser, type TenantContext } from '#server/tenancy/context.ts';

/** A member as the database has them now, under the lock. */
export interface LockedMember {
  userId: string;
  email: string;
  role: Role;
}

/**
 * Lets one change of a tenant's members wait for another, and gives those who are members now. What a request may do
 * is looked up again: of two who demote each other, the second is none any more.
 * @throws AppError FORBIDDEN when the caller is not what the context says any more
 */
export async function lockMembers(
  client: PoolClient,
  ctx: TenantContext,
): Promise<{ self: LockedMember; find: (userId: string) => LockedMember; owners: number }> {
  const { id: ownId } = requireUser(ctx);
  // Not FOR UPDATE: rows that refer to the tenant may be written meanwhile.
  await client.query('SELECT FROM tenant WHERE id = $1 FOR NO KEY UPDATE', [ctx.tenant.id]);
  const { rows } = await client.query<{ userId: string; email: string; role: string }>(
    `SELECT m.user_id AS "userId", u.email, m.role FROM membership m JOIN app_user u ON u.id = m.user_id
      WHERE m.tenant_id = $1`,
    [ctx.tenant.id],
  );
  const members = rows.flatMap((row): LockedMember[] => {
    const role = ROLES.find((name) => name === row.role);
    return role ? [{ ...row, role }] : [];
  });
  const self = members.find(({ userId }) => userId === ownId);
  if (!self) throw new AppError('FORBIDDEN', 'You are not a member of this portal any more.');
  return {
    self,
    find: (userId) => {
      const member = members.find((one) => one.userId === userId);
      if (!member) throw notFound('member');
      return member;
    },
    owners: members.filter(({ role }) => role === 'owner').length,
  };
}

/**
 * Whether a member of the role `by` may make somebody `to` who is `from`: owners are made and unmade by owners.
 * @throws AppError FORBIDDEN
 */
export function requireRankFor(by: Role, ...roles: readonly Role[]): void {
  const needed = roles.includes('owner') ? 'own' : 'admin';
  if (!ROLE_SCOPES[by].includes(needed))
    throw new AppError(
      'FORBIDDEN',
      needed === 'own'
        ? 'Only an owner can do this with an owner.'
        : 'Only owners and administrators can do this.',
      { scope: needed },
    );
}

/** @throws AppError CONFLICT for the last owner */
export function requireOtherOwner(member: LockedMember, owners: number): void {
  if (member.role === 'owner' && owners < 2)
    throw new AppError('CONFLICT', 'A portal keeps at least one owner. Make somebody else an owner first.');
}

/**
 * An account that other portals know too is not for this portal's people to open.
 * @throws AppError CONFLICT
 */
export async function requireMemberHereOnly(
  client: PoolClient,
  ctx: TenantContext,
  userId: string,
): Promise<void> {
  const { rowCount } = await client.query(
    'SELECT FROM membership WHERE user_id = $1 AND tenant_id <> $2 LIMIT 1',
    [userId, ctx.tenant.id],
  );
  if (rowCount)
    throw new AppError(
      'CONFLICT',
      'This account belongs to other portals too: only whoever runs this installation can reset it.',
    );
}
