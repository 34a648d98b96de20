import { controlDb } from '#server/db/control.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { processWide } from '#server/process-wide.ts';
import type { TenantContext } from './context.ts';

/** What a tenant decides about its data. */
export interface TenantSettings {
  /** Samples older than this are refused. */
  acceptedAgeDays: number;
  /** Days for which raw samples, and hourly rollups, are kept; 0: for ever. */
  rawDays: number;
  rollupDays: number;
  /** Whether a machine that a file or an agent names for the first time is registered then. */
  autoRegister: boolean;
}

const FRESH_MS = 10_000;

const known = () =>
  processWide('tenantSettings', () => new Map<string, { until: number; settings: TenantSettings }>());

/** The tenant's settings; a change is seen within ten seconds by every process. */
export async function tenantSettings({ tenant }: Pick<TenantContext, 'tenant'>): Promise<TenantSettings> {
  const held = known().get(tenant.id);
  if (held && held.until > Date.now()) return held.settings;
  const row = await controlDb().tenant.findUnique({
    where: { id: tenant.id },
    select: { acceptedAgeDays: true, rawDays: true, rollupDays: true, autoRegister: true },
  });
  if (!row) throw new AppError('UNKNOWN_TENANT', 'This tenant is gone.');
  const settings = { ...row, acceptedAgeDays: row.acceptedAgeDays ?? env().ACCEPTED_AGE_DAYS };
  known().set(tenant.id, { until: Date.now() + FRESH_MS, settings });
  return settings;
}

/** Makes this process read the settings anew. */
export const forgetTenantSettings = (tenantId: string): void => {
  known().delete(tenantId);
};
