import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { forgiveLogin, limitLogin } from '#server/rate-limits/limit-login.ts';
import { mayEnter } from '#server/tenancy/may-enter.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { verifyPassword } from './password.ts';

/** How long a session lives; it is not prolonged. */
export const SESSION_SECONDS = 7 * 24 * 3600;

/** What the signed cookie carries. The row decides; these only name it. */
export interface SessionClaims {
  sessionId: string;
  tenantId: string;
  userId: string;
}

/**
 * Signs a member in to the tenant whose host was asked, and makes the session row.
 * Wrong password, unknown account and no membership here are one and the same answer.
 * @throws AppError INVALID_CREDENTIALS, RATE_LIMITED, UNKNOWN_TENANT, TENANT_SUSPENDED
 */
export async function signIn(input: {
  host: string | null;
  email: string;
  password: string;
  address: string;
  userAgent: string | null;
}): Promise<SessionClaims> {
  const site = await siteFromHost(input.host);
  if (site.kind !== 'tenant') throw new AppError('UNKNOWN_TENANT', 'There is no portal under this address.');
  const email = input.email.trim().toLowerCase();
  const attempt = { tenantId: site.tenant.id, email, address: input.address };
  await limitLogin(attempt);
  // PostgreSQL has no NUL in text; no account has it either.
  if (email.includes('\0')) throw wrong();
  const user = await controlDb().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, memberships: { where: { tenantId: site.tenant.id } } },
  });
  const member = user !== null && user.memberships.length > 0 ? user : null;
  const fits = await verifyPassword(member?.passwordHash ?? null, input.password);
  // What was typed is kept only when it is an e-mail: it may be a password in the wrong field.
  const name = z.email().max(254).safeParse(email).data;
  const who = {
    tenant: site.tenant,
    actor: { kind: 'user' as const, id: member?.id ?? 'unknown', ...(name && { email: name }) },
    address: input.address,
  };
  const right = member !== null && fits;
  const mayComeIn = mayEnter(site, member?.memberships[0]?.role) !== null;
  await recordAudit(who, { verb: 'session.start', result: right && mayComeIn ? 'done' : 'refused' });
  if (!right) throw wrong();
  if (!mayComeIn) throw new AppError('TENANT_SUSPENDED', 'This portal is suspended.');
  await forgiveLogin(attempt);
  const session = await controlDb().session.create({
    data: {
      id: randomUUID(),
      userId: member.id,
      tenantId: site.tenant.id,
      expiresAt: new Date(Date.now() + SESSION_SECONDS * 1000),
      address: input.address,
      userAgent: input.userAgent?.slice(0, 300) ?? null,
    },
  });
  return { sessionId: session.id, tenantId: site.tenant.id, userId: member.id };
}

const wrong = () => new AppError('INVALID_CREDENTIALS', 'E-mail or password is wrong.');
