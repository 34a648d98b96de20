import { recordAudit } from '#server/audit/record-audit.ts';
import { verifyPassword } from '#server/auth/password.ts';
import { controlDb } from '#server/db/control.ts';
import { AppError, notFound } from '#server/errors.ts';
import { limitLogin } from '#server/rate-limits/limit-login.ts';
import { createMember } from './create-member.ts';
import { findInvitation } from './find-invitation.ts';

/**
 * Accepts an invitation: a new account with the chosen password, or an existing one that confirms its own.
 * @throws AppError NOT_FOUND, INVALID_INPUT (password), INVALID_CREDENTIALS, RATE_LIMITED
 */
export async function acceptInvitation(input: {
  host: string | null;
  address: string;
  token: string;
  name: string;
  password: string;
}): Promise<{ email: string }> {
  const invitation = await findInvitation(input.host, input.token);
  const { tenantId, email, role } = invitation;
  if (invitation.hasAccount) {
    await limitLogin({ tenantId, email, address: input.address });
    const user = await controlDb().user.findUnique({ where: { email }, select: { passwordHash: true } });
    if (!(await verifyPassword(user?.passwordHash ?? null, input.password)))
      throw new AppError('INVALID_CREDENTIALS', 'This is not the password of your existing account.');
  }
  const { userId } = await createMember({
    tenantId,
    email,
    role,
    name: input.name,
    password: input.password,
  });
  const { count } = await controlDb().invitation.updateMany({
    where: { id: invitation.id, acceptedAt: null },
    data: { acceptedAt: new Date() },
  });
  if (count === 0) throw notFound('invitation');
  await recordAudit(
    { tenant: invitation.tenant, actor: { kind: 'user', id: userId, email }, address: input.address },
    { verb: 'member.join', target: email, details: { role } },
  );
  return { email };
}
