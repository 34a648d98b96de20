import { randomBytes, randomUUID } from 'node:crypto';
import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { transaction } from '#server/db/transaction.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { mailLink } from '#server/mail/mail-link.ts';
import { canMail } from '#server/mail/send-mail.ts';
import { parseEmail } from '#server/members/create-member.ts';
import { limitForgotten } from '#server/rate-limits/limit-forgotten.ts';
import { hmac } from '#server/secrets.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { tenantUrl } from '#server/tenancy/tenant-url.ts';

const LIFETIME_MS = 3_600_000;

/**
 * Mails a link for a new password to a member who has forgotten theirs. Whether there is such a member is told by
 * nothing: the answer comes before it is looked up.
 * @throws AppError UNKNOWN_TENANT, TENANT_SUSPENDED, FORBIDDEN without mail, INVALID_INPUT for a bad e-mail,
 *   RATE_LIMITED
 */
export async function requestPasswordReset(input: {
  host: string | null;
  address: string;
  email: string;
}): Promise<void> {
  const site = await siteFromHost(input.host);
  if (site.kind !== 'tenant') throw new AppError('UNKNOWN_TENANT', 'There is no portal under this address.');
  if (site.suspended) throw new AppError('TENANT_SUSPENDED', 'This portal is suspended.');
  if (!canMail())
    throw new AppError('FORBIDDEN', 'This portal sends no mail. Ask an owner of it for a link.');
  const email = parseEmail(input.email);
  await limitForgotten({ tenantId: site.tenant.id, email, address: input.address });
  void mailReset(site.tenant, email, input.address).catch((error: unknown) =>
    log().error({ err: error }, 'a link for a new password was not made'),
  );
}

async function mailReset(tenant: TenantRef, email: string, address: string): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + LIFETIME_MS);
  const found = await transaction(controlPool(), async (client) => {
    // Who signs in through an identity provider only has no password to forget.
    const { rows } = await client.query<{ id: string }>(
      `SELECT u.id FROM app_user u JOIN membership m ON m.user_id = u.id AND m.tenant_id = $2
        WHERE u.email = $1 AND u.password_hash IS NOT NULL`,
      [email, tenant.id],
    );
    const id = rows[0]?.id;
    if (id === undefined) return false;
    await client.query('DELETE FROM password_reset WHERE user_id = $1', [id]);
    await client.query(
      'INSERT INTO password_reset (id, user_id, tenant_id, token_hash, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [randomUUID(), id, tenant.id, hmac('mailed-reset', token), expiresAt],
    );
    await recordAudit(
      { tenant, actor: { kind: 'user', id, email }, address },
      { verb: 'account.forgot_password' },
    );
    return true;
  });
  if (!found) return;
  const link = `${tenantUrl(tenant.slug, env().PUBLIC_URL)}/reset/${token}`;
  await mailLink({ kind: 'reset', portal: tenant.name, link, email, expiresAt });
}
