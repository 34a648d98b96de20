import type { TenantContext } from '#server/tenancy/context.ts';
import { tenantSettings } from '#server/tenancy/tenant-settings.ts';
import type { StagedFile } from './stage/types.ts';

const DAY_MS = 24 * 3600 * 1000;

/** The file with a warning when it begins before what the tenant keeps: the next run of retention removes that. */
export async function warnOfRetention(
  ctx: TenantContext,
  staged: StagedFile,
  now = Date.now(),
): Promise<StagedFile> {
  const { rawDays, rollupDays } = await tenantSettings(ctx);
  const kept = now - rawDays * DAY_MS;
  if (rawDays === 0 || staged.dataRange.start >= kept) return staged;
  const hours =
    rollupDays === 0 || staged.dataRange.start >= now - rollupDays * DAY_MS
      ? '; only their hourly figures stay'
      : `, and hourly figures after ${rollupDays} days`;
  const warning = `Samples are kept for ${rawDays} days: those before ${new Date(kept).toISOString()} are removed within about an hour${hours}. To keep them, raise the days in Settings and send the file again.`;
  return { ...staged, warnings: [...staged.warnings, warning] };
}
