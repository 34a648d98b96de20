import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { countAgainst, limiter } from './limiter.ts';

const PER_MINUTE = 20;

/**
 * Counts a look at the DNS: 20 a minute per tenant, so that nobody makes us ask the world.
 * @throws AppError RATE_LIMITED with details.retry_after in seconds
 */
export async function limitDomainChecks({ tenant }: TenantContext): Promise<void> {
  const wait = await countAgainst([{ limiter: limiter('domain-check', PER_MINUTE, 60), key: tenant.id }]);
  if (wait > 0)
    throw new AppError('RATE_LIMITED', `DNS was asked often. Check again in ${wait} seconds.`, {
      retry_after: wait,
    });
}
