import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { type MailedLink, mailLink } from '#server/mail/mail-link.ts';
import { type Role, requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { parseEmail } from './create-member.ts';
import { inviteMember } from './invite-member.ts';

/**
 * Invites somebody by a link, which is mailed to them where mail is set up, and otherwise in the answer and nowhere
 * else. An invitation that the e-mail has already is replaced: its link ends.
 * @throws AppError FORBIDDEN (also for an owner's invitation by somebody who is none), INVALID_INPUT, CONFLICT for a
 *   member
 */
export async function createInvitation(
  ctx: TenantContext,
  input: { email: string; role: Role },
): Promise<MailedLink> {
  requireScope(ctx, 'admin');
  if (input.role === 'owner') requireScope(ctx, 'own');
  const email = parseEmail(input.email);
  const member = await controlDb().membership.findFirst({
    where: { tenantId: ctx.tenant.id, user: { email } },
    select: { userId: true },
  });
  if (member)
    throw new AppError('CONFLICT', `${email} is a member already. Change the role in the list instead.`);
  const { id, ...made } = await inviteMember(ctx.tenant, { email, role: input.role });
  await controlDb().invitation.deleteMany({
    where: { tenantId: ctx.tenant.id, email, acceptedAt: null, id: { not: id } },
  });
  await recordAudit(ctx, { verb: 'member.invite', target: email, details: { role: input.role } });
  return mailLink({ kind: 'invitation', portal: ctx.tenant.name, email, ...made });
}
