import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { metricsOf } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { lockSamples } from '#server/metrics/segments/lock-samples.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { type HourSummary, summarizeFile } from './summarize-file.ts';
import { writeRollups } from './write-rollups.ts';

/**
 * Makes the rollups of a segment's hours. A segment never changes, so it is summed up without a lock; when it is
 * replaced meanwhile, nothing is written, and the one in its place is rolled up in its turn. Safe to run twice and to
 * be killed.
 * @returns whether rollups were written
 */
export async function rollUpSegment(ctx: TenantContext, segmentId: string): Promise<boolean> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{
    machine_id: string;
    kind: Kind;
    starts_at: Date;
    ends_at: Date;
    data: Buffer;
  }>('SELECT machine_id, kind, starts_at, ends_at, data FROM segment WHERE id = $1 AND NOT rolled_up', [
    segmentId,
  ]);
  const [segment] = rows;
  if (!segment) return false;
  const metrics = metricsOf(segment.kind).map(({ id }) => id);
  const hours = await withScratch(async (folder) => {
    const path = join(folder, 'segment.parquet');
    await writeFile(path, segment.data);
    return withDuckdb((connection) => summarizeFile(connection, path, metrics));
  });
  return transaction(pool, async (client) => {
    await lockSamples(client, segment.machine_id);
    // Compaction in between keeps what is rolled up; merging two machines moves it.
    const { rowCount } = await client.query(
      'UPDATE segment SET rolled_up = true WHERE id = $1 AND machine_id = $2 AND NOT rolled_up',
      [segmentId, segment.machine_id],
    );
    if (rowCount === 0) return false;
    await writeRollups(client, {
      machineId: segment.machine_id,
      kind: segment.kind,
      span: { startsAt: segment.starts_at, endsAt: segment.ends_at },
      ...withoutEmpty(metrics, hours),
    });
    return true;
  });
}

/** Most metrics of the catalogue have no value in most files: who reads arrays need not step over them. */
function withoutEmpty(metrics: readonly string[], hours: readonly HourSummary[]) {
  const places = metrics.flatMap((_, place) => (hours.some((hour) => hour.metrics[place]) ? [place] : []));
  const keep = <T>(list: readonly T[]): T[] => places.map((place) => list[place] as T);
  return { metrics: keep(metrics), hours: hours.map((hour) => ({ ...hour, metrics: keep(hour.metrics) })) };
}
