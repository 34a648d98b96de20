import { controlDb } from '#server/db/control.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { findTenant } from '../find-tenant.ts';

const DAY_MS = 24 * 3600 * 1000;

/**
 * Closes an active tenant and has it deleted after DELETE_GRACE_DAYS: what is suspended with a date is that.
 * @returns from when on the worker deletes it
 * @throws AppError UNKNOWN_TENANT, CONFLICT when it is not active
 */
export async function scheduleDeletion(slug: string): Promise<Date> {
  const { id, status, deleteAfter: planned } = await findTenant(slug);
  const deleteAfter = new Date(Date.now() + env().DELETE_GRACE_DAYS * DAY_MS);
  const { count } = await controlDb().tenant.updateMany({
    where: { id, status: 'active' },
    data: { status: 'suspended', deleteAfter },
  });
  if (count > 0) return deleteAfter;
  throw new AppError(
    'CONFLICT',
    planned
      ? `"${slug}" is closed already and will be deleted on ${planned.toISOString().slice(0, 10)}.`
      : `"${slug}" is ${status}: an operator resumes it first, or deletes it at once.`,
    { status },
  );
}
