import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { ROLES, type Role } from '#server/tenancy/context.ts';
import type { Identity } from './identity-claims.ts';

/** What somebody turned out to be here. `joined`: by an invitation, in this moment, with this role. */
export interface Admitted {
  userId: string;
  email: string;
  joined: Role | null;
  linked: boolean;
}

/**
 * Finds the member that an identity stands for, in the caller's transaction: by what it was linked to before, else
 * by its verified e-mail, which links it. An open invitation to that e-mail makes a member.
 * @returns null for anybody else, and for an account that another identity of the provider is linked to
 */
export async function admitIdentity(
  client: PoolClient,
  tenantId: string,
  identity: Identity,
): Promise<Admitted | null> {
  const { issuer, subject, email } = identity;
  // Of two first sign-ins at once, the second finds what the first has made.
  await client.query('SELECT FROM tenant WHERE id = $1 FOR NO KEY UPDATE', [tenantId]);
  const known = await client.query<{ id: string; email: string; linked: boolean; taken: boolean }>(
    `SELECT u.id, u.email, i.user_id IS NOT NULL AS linked,
            EXISTS (SELECT FROM user_identity o WHERE o.user_id = u.id AND o.issuer = $1) AS taken
       FROM app_user u LEFT JOIN user_identity i ON i.user_id = u.id AND i.issuer = $1 AND i.subject = $2
      WHERE i.user_id IS NOT NULL
         OR (u.email = $3 AND NOT EXISTS (SELECT FROM user_identity x WHERE x.issuer = $1 AND x.subject = $2))`,
    [issuer, subject, email],
  );
  const user = known.rows[0];
  // An address that was given to somebody new does not open the account of whom it was before.
  if (user && !user.linked && user.taken) return null;
  const member =
    user &&
    (await client.query('SELECT FROM membership WHERE user_id = $1 AND tenant_id = $2', [user.id, tenantId]))
      .rowCount === 1;
  const role = member ? null : await acceptOpenInvitation(client, tenantId, email);
  if (!member && role === null) return null;
  const userId = user?.id ?? randomUUID();
  if (!user)
    await client.query('INSERT INTO app_user (id, email, name) VALUES ($1, $2, $3)', [
      userId,
      email,
      identity.name ?? email,
    ]);
  if (role !== null)
    await client.query('INSERT INTO membership (user_id, tenant_id, role) VALUES ($1, $2, $3)', [
      userId,
      tenantId,
      role,
    ]);
  const linked = user?.linked !== true;
  if (linked)
    await client.query('INSERT INTO user_identity (issuer, subject, user_id) VALUES ($1, $2, $3)', [
      issuer,
      subject,
      userId,
    ]);
  return { userId, email: user?.email ?? email ?? '', joined: role, linked };
}

async function acceptOpenInvitation(
  client: PoolClient,
  tenantId: string,
  email: string | null,
): Promise<Role | null> {
  const { rows } = await client.query<{ role: string }>(
    `UPDATE invitation SET accepted_at = now()
      WHERE id = (SELECT id FROM invitation
                   WHERE tenant_id = $1 AND email = $2 AND accepted_at IS NULL AND expires_at > now()
                   ORDER BY created_at DESC LIMIT 1 FOR UPDATE)
      RETURNING role`,
    [tenantId, email],
  );
  return ROLES.find((name) => name === rows[0]?.role) ?? null;
}
