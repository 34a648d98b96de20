import { randomBytes, randomUUID } from 'node:crypto';
import { controlDb } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { env } from '#server/env.ts';
import { hmac } from '#server/secrets.ts';
import type { Role } from '#server/tenancy/context.ts';
import { tenantUrl } from '#server/tenancy/tenant-url.ts';
import { parseEmail } from './create-member.ts';

const LIFETIME_DAYS = 7;

/**
 * Makes an invitation link, good once and for 7 days. Only an HMAC of its token is kept.
 * @throws AppError INVALID_INPUT for a bad e-mail
 */
export async function inviteMember(
  tenant: TenantRef,
  input: { email: string; role: Role },
): Promise<{ id: string; link: string; expiresAt: Date }> {
  const email = parseEmail(input.email);
  const id = randomUUID();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + LIFETIME_DAYS * 24 * 3600 * 1000);
  await controlDb().invitation.create({
    data: {
      id,
      tenantId: tenant.id,
      email,
      role: input.role,
      tokenHash: new Uint8Array(hmac('invitation', token)),
      expiresAt,
    },
  });
  return { id, link: `${tenantUrl(tenant.slug, env().PUBLIC_URL)}/invite/${token}`, expiresAt };
}
