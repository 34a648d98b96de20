import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { type SessionClaims, startSession } from '../start-session.ts';
import { admitIdentity } from './admit-identity.ts';
import { type Identity, readIdentity } from './identity-claims.ts';

/**
 * Signs a member in whom the identity provider vouches for, and makes the session row. Only members of the tenant
 * whose host was asked get in, and whoever has an open invitation to the verified e-mail. A second factor is the
 * provider's to ask for.
 * @param input.claims of the checked ID token
 * @throws AppError UNKNOWN_TENANT, TENANT_SUSPENDED, FORBIDDEN (no member here), INVALID_CREDENTIALS (other issuer)
 */
export async function signInByIdentity(input: {
  host: string | null;
  issuer: string;
  claims: unknown;
  address: string;
  userAgent: string | null;
}): Promise<SessionClaims> {
  const { address, userAgent } = input;
  const site = await siteFromHost(input.host);
  if (site.kind !== 'tenant') throw new AppError('UNKNOWN_TENANT', 'There is no portal under this address.');
  const { tenant } = site;
  const identity = readIdentity(input.claims, input.issuer);
  const details = { by: 'identity provider' };
  const refuse = (code: 'FORBIDDEN' | 'TENANT_SUSPENDED', message: string) =>
    recordAudit(
      { tenant, address, actor: strangerOf(identity) },
      { verb: 'session.start', result: 'refused', details },
    ).then(() => new AppError(code, message));
  // While it waits for its deletion, owners come in; for others the session means nothing: see may-enter.
  if (site.suspended && site.deleteAfter === null)
    throw await refuse('TENANT_SUSPENDED', 'This portal is suspended.');
  const admitted = await transaction(controlPool(), (client) => admitIdentity(client, tenant.id, identity));
  if (!admitted)
    throw await refuse(
      'FORBIDDEN',
      identity.email === null
        ? 'The identity provider does not vouch for an e-mail address.'
        : `${identity.email} is not a member of this portal.`,
    );
  const { userId, email, joined, linked } = admitted;
  const who = { tenant, address, actor: { kind: 'user' as const, id: userId, email } };
  if (joined)
    await recordAudit(who, { verb: 'member.join', target: email, details: { role: joined, ...details } });
  if (linked) await recordAudit(who, { verb: 'account.link_identity', details: { issuer: identity.issuer } });
  await recordAudit(who, { verb: 'session.start', details });
  return startSession({ userId, tenantId: tenant.id, address, userAgent });
}

const strangerOf = ({ email }: Identity) => ({
  kind: 'user' as const,
  id: 'unknown',
  ...(email !== null && { email }),
});
