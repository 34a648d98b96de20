import { tenantDb } from '#server/db/tenant-db.ts';
import { isUuid } from '#server/is-uuid.ts';
import { pickMetrics } from '#server/metrics/query/pick-metrics.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/** Host samples by time (Unix ms), column-wise; every list is as long as `time`. */
export interface LiveSamples {
  cursor: bigint;
  host: { time: number[]; values: Record<string, (number | null)[]> };
}

/** One event holds at most this many batches; the rest comes with the next read. */
const MOST_BATCHES = 1000;

/**
 * Host samples of the batches stored after batch `afterBatch` (null: of all unsealed ones), from `since` on. Deliveries
 * of one machine are stored one after the other, so a batch with a lower number never appears later. Pass `cursor` as
 * `afterBatch` next time. A machine that is not this tenant's has no batches here.
 * @throws AppError FORBIDDEN
 */
export async function readLive(
  ctx: TenantContext,
  input: { machineId: string; afterBatch: bigint | null; since: Date },
): Promise<LiveSamples> {
  requireScope(ctx, 'read');
  const after = input.afterBatch ?? 0n;
  const metrics = pickMetrics('host');
  const host: LiveSamples['host'] = { time: [], values: Object.fromEntries(metrics.map((id) => [id, []])) };
  if (!isUuid(input.machineId)) return { cursor: after, host };
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ id: string; host: KindColumns | null }>({
    name: 'read-live',
    text: `SELECT id, data -> 'host' AS host FROM sample_batch
            WHERE machine_id = $1 AND id > $2 AND last_time >= $3 ORDER BY id LIMIT ${MOST_BATCHES}`,
    values: [input.machineId, String(after), input.since],
  });
  const since = input.since.getTime();
  for (const { host: columns } of rows)
    columns?.time.forEach((time, row) => {
      if (time < since) return;
      host.time.push(time);
      for (const id of metrics) host.values[id]?.push(columns.values[id]?.[row] ?? null);
    });
  return { cursor: BigInt(rows.at(-1)?.id ?? after), host };
}
