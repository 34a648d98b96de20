import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkPassword } from '#server/auth/check-password.ts';
import { hashPassword } from '#server/auth/password.ts';
import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import type { Role } from '#server/tenancy/context.ts';

/** E-mail addresses are compared in lower case. */
export const emailAddress = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** @throws AppError INVALID_INPUT */
export function parseEmail(text: string): string {
  const { data } = emailAddress.safeParse(text);
  if (data !== undefined) return data;
  throw new AppError('INVALID_INPUT', `"${text}" is not an e-mail address.`, { field: 'email' });
}

/**
 * Makes a member: a new user with `password`, or an existing user (whose password stays theirs) added to the tenant.
 * Who is a member already keeps their role.
 * @throws AppError INVALID_INPUT for a bad e-mail or password
 */
export async function createMember(input: {
  tenantId: string;
  email: string;
  name: string;
  password: string;
  role: Role;
}): Promise<{ userId: string; existed: boolean }> {
  const email = parseEmail(input.email);
  const known = await controlDb().user.findUnique({ where: { email }, select: { id: true } });
  const userId = known?.id ?? randomUUID();
  if (!known) {
    checkPassword(input.password, { email, name: input.name });
    await controlDb().user.create({
      data: { id: userId, email, name: input.name, passwordHash: await hashPassword(input.password) },
    });
  }
  await controlDb().membership.upsert({
    where: { userId_tenantId: { userId, tenantId: input.tenantId } },
    create: { userId, tenantId: input.tenantId, role: input.role },
    update: {},
  });
  return { userId, existed: known !== null };
}
