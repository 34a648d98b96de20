import type { Kind } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';
import { lockSamples } from '#server/metrics/segments/lock-samples.ts';
import { mergeSegment } from '#server/metrics/segments/merge-segment.ts';
import { replaceSegments, type SegmentSpan } from '#server/metrics/segments/replace-segments.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

const DAY = 24 * 3600 * 1000;

/**
 * Stores samples of one UTC day as an upload does: merged with every segment of the day, and newer than all there is.
 * With `span` they are a segment of that time.
 */
export async function putDay(
  ctx: TenantContext,
  input: { machineId: string; kind: Kind; columns: KindColumns; span?: SegmentSpan },
): Promise<void> {
  const { machineId, kind, columns } = input;
  const start = Math.floor((columns.time[0] ?? 0) / DAY) * DAY;
  const span = input.span ?? { startsAt: new Date(start), endsAt: new Date(start + DAY) };
  const { pool } = await tenantDb(ctx.tenant);
  await withScratch((folder) =>
    transaction(pool, async (client) => {
      await lockSamples(client, machineId);
      const { rows: numbers } = await client.query<{ version: string }>(
        `SELECT nextval(pg_get_serial_sequence('sample_batch', 'id')) AS version`,
      );
      const { rows } = await client.query<{ id: string; data: Buffer }>(
        `SELECT id, data FROM segment WHERE machine_id = $1 AND kind = $2 AND ends_at > $3 AND starts_at < $4`,
        [machineId, kind, span.startsAt, span.endsAt],
      );
      const merged = await mergeSegment({
        folder,
        kind,
        batches: [{ version: BigInt(numbers[0]?.version ?? 0), columns }],
        old: rows.map(({ data }) => data),
      });
      await replaceSegments(client, { machineId, kind, span, old: rows.map(({ id }) => id), merged });
    }),
  );
}
