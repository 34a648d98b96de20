import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { countAgainst, limiter } from './limiter.ts';

const PER_HOUR = 20;

/**
 * Counts an export of everything: 20 an hour per tenant; the operator's own are not counted.
 * @throws AppError RATE_LIMITED with details.retry_after in seconds
 */
export async function limitTenantExports({ tenant, actor }: TenantContext): Promise<void> {
  if (actor.kind === 'job') return;
  const wait = await countAgainst([{ limiter: limiter('tenant-export', PER_HOUR, 3600), key: tenant.id }]);
  if (wait > 0)
    throw new AppError(
      'RATE_LIMITED',
      `Everything was exported ${PER_HOUR} times within the hour. Try again in ${Math.ceil(wait / 60)} minutes.`,
      { retry_after: wait },
    );
}
