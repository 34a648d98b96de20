import { controlDb } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { AppError } from '#server/errors.ts';
import { hmac } from '#server/secrets.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

export interface OpenReset {
  id: string;
  tenant: TenantRef;
  userId: string;
  email: string;
  name: string;
}

/**
 * A link for a new password that can still be used, on its own tenant's host, by a member there. One that was handed
 * to an administrator is for somebody who is a member nowhere else; one that was mailed on request is for its owner.
 * @throws AppError NOT_FOUND: unknown, used, expired and foreign are one and the same
 */
export async function findPasswordReset(host: string | null, token: string): Promise<OpenReset> {
  const site = await siteFromHost(host);
  const row =
    site.kind === 'tenant'
      ? await controlDb().passwordReset.findFirst({
          where: {
            tenantId: site.tenant.id,
            expiresAt: { gt: new Date() },
            OR: [
              {
                tokenHash: new Uint8Array(hmac('password-reset', token)),
                user: { memberships: { some: {}, every: { tenantId: site.tenant.id } } },
              },
              {
                tokenHash: new Uint8Array(hmac('mailed-reset', token)),
                user: { memberships: { some: { tenantId: site.tenant.id } } },
              },
            ],
          },
          select: { id: true, user: { select: { id: true, email: true, name: true } } },
        })
      : null;
  if (!row || site.kind !== 'tenant')
    throw new AppError('NOT_FOUND', 'This link is not valid any more. Ask for a new one.');
  const { id: userId, email, name } = row.user;
  return { id: row.id, tenant: site.tenant, userId, email, name };
}
