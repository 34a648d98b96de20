import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { controlPool } from '#server/db/control.ts';
import { processWide } from '#server/process-wide.ts';

/** Counts `points` per `seconds` and key. Counted in PostgreSQL, so that several web processes count together. */
export const limiter = (name: string, points: number, seconds: number): RateLimiterPostgres =>
  processWide(
    `limiter:${name}`,
    () =>
      new RateLimiterPostgres({
        storeClient: controlPool(),
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix: name,
        points,
        duration: seconds,
        // Every five minutes all rows that ended an hour ago are removed.
        clearExpiredByTimeout: true,
      }),
  );

/** Counts one against each. @returns seconds to wait when a limit is reached, else 0 */
export async function countAgainst(
  limits: readonly { limiter: RateLimiterPostgres; key: string }[],
): Promise<number> {
  const results = await Promise.allSettled(limits.map(({ limiter, key }) => limiter.consume(key)));
  let wait = 0;
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    if (!(result.reason instanceof RateLimiterRes)) throw result.reason;
    wait = Math.max(wait, Math.ceil(result.reason.msBeforeNext / 1000));
  }
  return wait;
}
