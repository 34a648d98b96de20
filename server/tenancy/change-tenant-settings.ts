import { controlDb } from '#server/db/control.ts';
import { AppError } from '#server/errors.ts';
import { findTenant } from './find-tenant.ts';
import { forgetTenantSettings, type TenantSettings, tenantSettings } from './tenant-settings.ts';

/** Days that a setting may have; the database checks the same. */
const RANGES = {
  acceptedAgeDays: [1, 3650],
  rawDays: [0, 36_500],
  rollupDays: [0, 36_500],
} as const;

/**
 * Changes what a tenant decides about its data, for operators; what is not given stays. Without a change it only says
 * what holds. Other processes follow within ten seconds.
 * @throws AppError UNKNOWN_TENANT, INVALID_INPUT for days out of range
 */
export async function changeTenantSettings(
  slug: string,
  changes: Partial<TenantSettings>,
): Promise<TenantSettings> {
  for (const [name, [least, most]] of Object.entries(RANGES) as [
    keyof typeof RANGES,
    readonly [number, number],
  ][]) {
    const days = changes[name];
    if (days !== undefined && !(Number.isInteger(days) && days >= least && days <= most))
      throw new AppError('INVALID_INPUT', `${name} is a whole number of days from ${least} to ${most}.`, {
        field: name,
      });
  }
  const tenant = await findTenant(slug);
  await controlDb().tenant.update({ where: { id: tenant.id }, data: { ...changes } });
  forgetTenantSettings(tenant.id);
  return tenantSettings({ tenant });
}
