import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { countAgainst, limiter } from './limiter.ts';

const PER_MINUTE = 30;
const perCaller = () => limiter('upload', PER_MINUTE, 60);

/**
 * Counts a file that is handed in: 30 a minute per key or user.
 * @throws AppError RATE_LIMITED with details.retry_after in seconds
 */
export async function limitUploads({ tenant, actor }: TenantContext): Promise<void> {
  const wait = await countAgainst([{ limiter: perCaller(), key: `${tenant.id}:${actor.kind}:${actor.id}` }]);
  if (wait > 0)
    throw new AppError(
      'RATE_LIMITED',
      `More than ${PER_MINUTE} files in a minute. Send the next in ${wait} seconds.`,
      { retry_after: wait },
    );
}
