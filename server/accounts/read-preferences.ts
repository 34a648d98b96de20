import { controlDb } from '#server/db/control.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { parsePreferences } from './parse-preferences.ts';
import type { Preferences } from './preferences.ts';

/** The caller's own preferences. @throws AppError FORBIDDEN for a key */
export async function readPreferences(ctx: TenantContext): Promise<Preferences> {
  const { id } = requireUser(ctx);
  const user = await controlDb().user.findUnique({ where: { id }, select: { preferences: true } });
  return parsePreferences(user?.preferences);
}
