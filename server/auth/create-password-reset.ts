import { randomBytes, randomUUID } from 'node:crypto';
import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { env } from '#server/env.ts';
import { type MailedLink, mailLink } from '#server/mail/mail-link.ts';
import { lockMembers, requireMemberHereOnly, requireRankFor } from '#server/members/lock-members.ts';
import { hmac } from '#server/secrets.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { tenantUrl } from '#server/tenancy/tenant-url.ts';

const LIFETIME_MS = 3_600_000;

/**
 * Makes a link by which a member chooses a new password, good once and for an hour; one that was made before ends. It
 * is mailed to them where mail is set up, and otherwise in the answer and nowhere else. An account that other portals know too is not for this portal's
 * administrators to open.
 * @throws AppError FORBIDDEN (an owner's link by somebody who is none), NOT_FOUND, CONFLICT (member elsewhere)
 */
export async function createPasswordReset(ctx: TenantContext, userId: string): Promise<MailedLink> {
  requireScope(ctx, 'admin');
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + LIFETIME_MS);
  const { email } = await transaction(controlPool(), async (client) => {
    const { self, find } = await lockMembers(client, ctx);
    const member = find(userId);
    requireRankFor(self.role, member.role);
    await requireMemberHereOnly(client, ctx, userId);
    await client.query('DELETE FROM password_reset WHERE user_id = $1', [userId]);
    await client.query(
      'INSERT INTO password_reset (id, user_id, tenant_id, token_hash, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [randomUUID(), userId, ctx.tenant.id, hmac('password-reset', token), expiresAt],
    );
    await recordAudit(ctx, { verb: 'member.reset_password', target: member.email });
    return member;
  });
  const link = `${tenantUrl(ctx.tenant.slug, env().PUBLIC_URL)}/reset/${token}`;
  return mailLink({ kind: 'reset', portal: ctx.tenant.name, link, email, expiresAt });
}
