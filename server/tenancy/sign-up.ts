import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { recordAudit } from '#server/audit/record-audit.ts';
import { checkPassword } from '#server/auth/check-password.ts';
import { hashPassword, verifyPassword } from '#server/auth/password.ts';
import { controlDb } from '#server/db/control.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { parseEmail } from '#server/members/create-member.ts';
import { forgiveLogin, limitLogin } from '#server/rate-limits/limit-login.ts';
import { limitSignUp } from '#server/rate-limits/limit-sign-up.ts';
import { provisionTenant } from './provision-tenant.ts';
import { requireSignUp } from './slugs/check-slug.ts';
import { tenantUrl } from './tenant-url.ts';

const LONGEST_NAME = 100;

/**
 * Opens a portal for somebody who signs up on the bare domain: the tenant and its owner, who is a new account, or one
 * that there is and that proves itself by its password. The password of somebody else's e-mail and a wrong one get one
 * answer; a bad new password is refused before anybody looks whether the e-mail is known.
 * @param input.host the Host header, which must be the bare domain's
 * @returns where to sign in, with the e-mail filled in: sessions belong to one host
 * @throws AppError NOT_FOUND elsewhere, FORBIDDEN when sign-up is off, RATE_LIMITED, INVALID_INPUT (details.field),
 *   INVALID_CREDENTIALS, CONFLICT when the name is taken
 */
export async function signUp(input: {
  host: string | null;
  address: string;
  organisation: string;
  slug: string;
  name: string;
  email: string;
  password: string;
}): Promise<{ slug: string; signInUrl: string }> {
  await requireSignUp(input.host);
  await limitSignUp('open', input.address);
  const organisation = shownName(input.organisation, 'organisation');
  const name = shownName(input.name, 'name');
  const email = parseEmail(input.email);
  const owner = await proveOwner({ ...input, name, email });
  const tenant = await provisionTenant(
    { slug: input.slug.trim().toLowerCase(), name: organisation },
    async (client, made) => {
      await insertOwner(client, made, owner);
      await recordAudit(
        { tenant: made, actor: { kind: 'user', id: owner.id, email }, address: input.address },
        { verb: 'tenant.open', target: made.slug, details: { name: organisation } },
      );
    },
  );
  const url = tenantUrl(tenant.slug, env().PUBLIC_URL);
  return { slug: tenant.slug, signInUrl: `${url}/sign-in?email=${encodeURIComponent(email)}` };
}

function shownName(text: string, field: string): string {
  const shown = text.trim();
  if (shown === '' || shown.length > LONGEST_NAME || /[\p{Cc}\p{Cs}]/u.test(shown))
    throw new AppError('INVALID_INPUT', `A name has 1 to ${LONGEST_NAME} characters.`, { field });
  return shown;
}

/** `passwordHash` null: the account is there. */
interface Owner {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
}

const notTheirs = () =>
  new AppError(
    'INVALID_CREDENTIALS',
    'This e-mail and password do not go together here. If you have an account, use its password.',
    { field: 'password' },
  );

async function proveOwner(input: {
  email: string;
  name: string;
  password: string;
  address: string;
}): Promise<Owner> {
  const { email, name, password } = input;
  // Guesses at a password count here as they do at any portal.
  const attempt = { tenantId: 'sign-up', email, address: input.address };
  await limitLogin(attempt);
  const known = await controlDb().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true },
  });
  if (await verifyPassword(known?.passwordHash ?? null, password)) {
    await forgiveLogin(attempt);
    return { id: known?.id ?? randomUUID(), email, name, passwordHash: null };
  }
  checkPassword(password, { email, name });
  const passwordHash = await hashPassword(password);
  if (known) throw notTheirs();
  await forgiveLogin(attempt);
  return { id: randomUUID(), email, name, passwordHash };
}

async function insertOwner(client: PoolClient, tenant: TenantRef, owner: Owner): Promise<void> {
  if (owner.passwordHash !== null) {
    const { rowCount } = await client.query(
      `INSERT INTO app_user (id, email, name, password_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (email) DO NOTHING`,
      [owner.id, owner.email, owner.name, owner.passwordHash],
    );
    // Somebody made this account while the portal was being made.
    if (rowCount === 0) throw notTheirs();
  }
  await client.query(`INSERT INTO membership (user_id, tenant_id, role) VALUES ($1, $2, 'owner')`, [
    owner.id,
    tenant.id,
  ]);
}
