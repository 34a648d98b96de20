import { controlDb } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { AppError } from '#server/errors.ts';
import { hmac } from '#server/secrets.ts';
import { ROLES, type Role } from '#server/tenancy/context.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

export interface OpenInvitation {
  id: string;
  tenantId: string;
  tenant: TenantRef;
  tenantName: string;
  email: string;
  role: Role;
  /** The e-mail has an account already: its password is to be confirmed, not chosen. */
  hasAccount: boolean;
}

/**
 * An invitation that can still be accepted, on its own tenant's host.
 * @throws AppError NOT_FOUND: unknown, used, expired and foreign are one and the same
 */
export async function findInvitation(host: string | null, token: string): Promise<OpenInvitation> {
  const site = await siteFromHost(host);
  const tenant = site.kind === 'tenant' ? site.tenant : null;
  const row =
    tenant !== null
      ? await controlDb().invitation.findFirst({
          where: {
            tokenHash: new Uint8Array(hmac('invitation', token)),
            tenantId: tenant.id,
            acceptedAt: null,
            expiresAt: { gt: new Date() },
          },
        })
      : null;
  const role = ROLES.find((name) => name === row?.role);
  if (!row || !role || !tenant)
    throw new AppError('NOT_FOUND', 'This invitation is not valid any more. Ask for a new one.');
  const user = await controlDb().user.findUnique({ where: { email: row.email }, select: { id: true } });
  return {
    id: row.id,
    tenantId: row.tenantId,
    tenant,
    tenantName: tenant.name,
    email: row.email,
    role,
    hasAccount: user !== null,
  };
}
