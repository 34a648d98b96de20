import type { Kind } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { compactDay } from './compact-day.ts';

const DAY = 24 * 3600 * 1000;

/**
 * Compacts every machine's days that were over SEAL_DELAY_SECONDS before `now` and have segments that are not in
 * their final form.
 * One day that fails does not keep the others waiting.
 * @returns number of segments that were put in the place of others
 * @throws AggregateError at the end, when days failed
 */
export async function compactDue(ctx: TenantContext, now: Date): Promise<number> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  const due = now.getTime() - env().SEAL_DELAY_SECONDS * 1000;
  const { rows } = await pool.query<{ machine_id: string; kind: Kind; day: Date }>(
    `SELECT machine_id, kind, date_trunc('day', starts_at, 'UTC') AS day FROM segment
      WHERE ends_at <= $1 GROUP BY 1, 2, 3 HAVING NOT bool_and(compacted) ORDER BY 3, 1, 2`,
    [new Date(Math.floor(due / DAY) * DAY)],
  );
  const failures: unknown[] = [];
  let compacted = 0;
  for (const { machine_id: machineId, kind, day } of rows) {
    try {
      compacted += (await compactDay(ctx, { machineId, kind, day })).to;
    } catch (cause) {
      const which = `${kind} of ${day.toISOString().slice(0, 10)} of machine ${machineId}`;
      failures.push(new Error(`Compacting ${which} failed.`, { cause }));
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} days could not be compacted.`);
  return compacted;
}
