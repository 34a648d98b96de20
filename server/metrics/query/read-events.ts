import type { SampleEvent } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { isUuid } from '#server/is-uuid.ts';
import type { SampleRange } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Restarts, gaps and clock steps of a machine in the range, in time order; none of a machine that is not the tenant's. */
export async function readEvents(ctx: TenantContext, range: SampleRange): Promise<SampleEvent[]> {
  if (!isUuid(range.machineId) || !(range.start < range.end)) return [];
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ at: Date; type: SampleEvent['type'] }>({
    name: 'read-events',
    text: `SELECT at, type FROM machine_event WHERE machine_id = $1 AND at >= $2 AND at < $3 ORDER BY at, type`,
    values: [range.machineId, range.start, range.end],
  });
  return rows.map(({ at, type }) => ({ at: at.getTime(), type }));
}
