import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from './context.ts';
import { type TenantSettings, tenantSettings } from './tenant-settings.ts';

export interface SettingsView extends TenantSettings {
  name: string;
  /** Day and time of the oldest sample, and of the oldest hourly rollup, that is kept; null: none. */
  oldestSample: Date | null;
  oldestRollup: Date | null;
}

/** What the tenant decides about its data, and how far back that data goes. @throws AppError FORBIDDEN */
export async function showSettings(ctx: TenantContext): Promise<SettingsView> {
  requireScope(ctx, 'admin');
  const { pool } = await tenantDb(ctx.tenant);
  const [{ name }, settings, { rows }] = await Promise.all([
    controlDb().tenant.findUniqueOrThrow({ where: { id: ctx.tenant.id }, select: { name: true } }),
    tenantSettings(ctx),
    pool.query<{ oldestSample: Date | null; oldestRollup: Date | null }>(
      `SELECT (SELECT min(first_time) FROM segment) AS "oldestSample",
              (SELECT min(hour) FROM rollup_hour) AS "oldestRollup"`,
    ),
  ]);
  return {
    name,
    ...settings,
    oldestSample: rows[0]?.oldestSample ?? null,
    oldestRollup: rows[0]?.oldestRollup ?? null,
  };
}
