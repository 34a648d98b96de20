import { z } from 'zod';
import type { AuditFact } from '#server/audit/audit-row.ts';
import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { forgiveLogin, isFirstRefusal, limitLogin, uncountLogin } from '#server/rate-limits/limit-login.ts';
import { redeemCode } from '#server/second-factor/redeem-code.ts';
import { mayEnter } from '#server/tenancy/may-enter.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { verifyPassword } from './password.ts';
import { type SessionClaims, startSession } from './start-session.ts';

/**
 * Signs a member in to the tenant whose host was asked, and makes the session row.
 * Wrong password, unknown account and no membership here are one and the same answer. Who has a second factor is
 * asked for a code, but only after the right password: `details.otp` is then `required` or `wrong`.
 * @throws AppError INVALID_CREDENTIALS, RATE_LIMITED, UNKNOWN_TENANT, TENANT_SUSPENDED
 */
export async function signIn(input: {
  host: string | null;
  email: string;
  password: string;
  /** A code of the second factor, or a recovery code. */
  otp?: string;
  address: string;
  userAgent: string | null;
}): Promise<SessionClaims> {
  const { address, userAgent } = input;
  const site = await siteFromHost(input.host);
  if (site.kind !== 'tenant') throw new AppError('UNKNOWN_TENANT', 'There is no portal under this address.');
  const tenantId = site.tenant.id;
  const email = input.email.trim().toLowerCase();
  // What was typed is kept only when it is an e-mail: it may be a password in the wrong field.
  const name = z.email().max(254).safeParse(email).data;
  const record = (id: string, fact: Omit<AuditFact, 'verb'>) =>
    recordAudit(
      { tenant: site.tenant, actor: { kind: 'user', id, ...(name && { email: name }) }, address },
      { verb: 'session.start', ...fact },
    );
  const attempt = { tenantId, email, address };
  await limitLogin(attempt).catch(async (error: unknown) => {
    if (error instanceof AppError && (await isFirstRefusal(attempt)))
      await record('unknown', { result: 'refused', details: { because: 'too many attempts' } });
    throw error;
  });
  // PostgreSQL has no NUL in text; no account has it either.
  if (email.includes('\0')) throw wrong();
  const user = await controlDb().user.findUnique({
    where: { email },
    select: {
      id: true,
      passwordHash: true,
      totpSince: true,
      memberships: { where: { tenantId }, select: { role: true } },
    },
  });
  const member = user !== null && user.memberships.length > 0 ? user : null;
  const fits = await verifyPassword(member?.passwordHash ?? null, input.password);
  if (member === null || !fits) {
    await record(member?.id ?? 'unknown', { result: 'refused' });
    throw wrong();
  }
  if (mayEnter(site, member.memberships[0]?.role) === null) {
    await record(member.id, { result: 'refused' });
    throw new AppError('TENANT_SUSPENDED', 'This portal is suspended.');
  }
  let by = 'password';
  if (member.totpSince !== null) {
    if (input.otp === undefined) {
      await uncountLogin(attempt);
      throw new AppError('INVALID_CREDENTIALS', 'Send the code of your second factor, too.', {
        otp: 'required',
      });
    }
    const used = await redeemCode(member.id, input.otp);
    if (used === null) {
      await record(member.id, { result: 'refused', details: { because: 'wrong code' } });
      throw new AppError('INVALID_CREDENTIALS', 'This code is wrong, or was used before.', { otp: 'wrong' });
    }
    by = `password and ${used}`;
  }
  await record(member.id, { details: { by } });
  await forgiveLogin(attempt);
  return startSession({ userId: member.id, tenantId, address, userAgent });
}

const wrong = () => new AppError('INVALID_CREDENTIALS', 'E-mail or password is wrong.');
