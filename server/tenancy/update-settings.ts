import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { changeTenantSettings } from './change-tenant-settings.ts';
import { requireScope, type TenantContext } from './context.ts';
import { type TenantSettings, tenantSettings } from './tenant-settings.ts';

const LONGEST_NAME = 100;

/**
 * Changes the tenant's name and what it decides about its data; what is not given stays.
 * @throws AppError FORBIDDEN, INVALID_INPUT
 */
export async function updateSettings(
  ctx: TenantContext,
  { name, ...changes }: Partial<TenantSettings> & { name?: string },
): Promise<void> {
  requireScope(ctx, 'admin');
  const shown = name?.trim();
  if (shown !== undefined && (shown === '' || shown.length > LONGEST_NAME || /[\p{Cc}\p{Cs}]/u.test(shown)))
    throw new AppError('INVALID_INPUT', `A name has 1 to ${LONGEST_NAME} characters.`, { field: 'name' });
  const before = { name: ctx.tenant.name, ...(await tenantSettings(ctx)) };
  const after = { name: shown ?? before.name, ...(await changeTenantSettings(ctx.tenant.slug, changes)) };
  if (after.name !== before.name)
    await controlDb().tenant.update({ where: { id: ctx.tenant.id }, data: { name: after.name } });
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter((key) => after[key] !== before[key]);
  if (changed.length > 0)
    await recordAudit(ctx, {
      verb: 'tenant.settings',
      details: Object.fromEntries(changed.map((key) => [key, `${before[key]} to ${after[key]}`])),
    });
}
