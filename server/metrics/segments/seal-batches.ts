import type { PoolClient } from 'pg';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import type { BatchData } from '#server/metrics/samples/batch-data.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { lockSamples } from './lock-samples.ts';
import { mergeSegment } from './merge-segment.ts';
import { replaceSegments, type SegmentSpan } from './replace-segments.ts';

const HOUR = 3600 * 1000;
/** Batches taken at once: an hour of deliveries at 1 s. What is over is merged in by the next call. */
const MOST_BATCHES = 3600;

/** What one call did; no batches: nothing was due. */
export interface Sealed {
  batches: number;
  segments: number;
  rows: number;
}

interface DueBatch {
  id: string;
  data: BatchData;
}

/**
 * Seals the oldest hour of a machine that has batches which ended before `before`: per kind, the batches and what is
 * already sealed of that hour (late data) become one segment, sorted by entity and time, the newest delivery winning.
 * One transaction: a reader sees the batches or the segment, and a process killed at any moment has changed nothing.
 * Calls for one machine wait for each other, so it may run twice and anywhere.
 */
export async function sealBatches(
  ctx: TenantContext,
  input: { machineId: string; before: Date },
): Promise<Sealed> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  return withScratch((folder) =>
    transaction(pool, async (client) => {
      await lockSamples(client, input.machineId);
      const hour = await findOldestHour(client, input);
      if (!hour) return { batches: 0, segments: 0, rows: 0 };
      const batches = await findBatches(client, input.machineId, hour);
      const sealed: Sealed = { batches: batches.length, segments: 0, rows: 0 };
      for (const kind of KINDS) {
        const ofKind = batches.flatMap(({ id, data }) => {
          const columns = data[kind];
          return columns ? [{ version: BigInt(id), columns }] : [];
        });
        if (ofKind.length === 0) continue;
        const old = await findSegments(client, { machineId: input.machineId, kind, span: hour });
        const merged = await mergeSegment({ folder, kind, batches: ofKind, old: old.blobs });
        await replaceSegments(client, {
          machineId: input.machineId,
          kind,
          span: old.span,
          old: old.ids,
          merged,
        });
        sealed.segments += 1;
        sealed.rows += merged.rowCount;
      }
      await client.query('DELETE FROM sample_batch WHERE id = ANY($1)', [batches.map(({ id }) => id)]);
      return sealed;
    }),
  );
}

async function findOldestHour(
  client: PoolClient,
  { machineId, before }: { machineId: string; before: Date },
): Promise<SegmentSpan | undefined> {
  const { rows } = await client.query<{ last_time: Date | null }>(
    `SELECT min(last_time) AS last_time FROM sample_batch WHERE machine_id = $1 AND last_time < $2`,
    [machineId, before],
  );
  const oldest = rows[0]?.last_time;
  if (!oldest) return undefined;
  const start = Math.floor(oldest.getTime() / HOUR) * HOUR;
  return { startsAt: new Date(start), endsAt: new Date(start + HOUR) };
}

async function findBatches(client: PoolClient, machineId: string, hour: SegmentSpan): Promise<DueBatch[]> {
  const { rows } = await client.query<DueBatch>(
    `SELECT id, data FROM sample_batch
      WHERE machine_id = $1 AND last_time >= $2 AND last_time < $3 ORDER BY id LIMIT ${MOST_BATCHES}`,
    [machineId, hour.startsAt, hour.endsAt],
  );
  return rows;
}

/** What is sealed of the span already. A segment longer than it stays as long. */
async function findSegments(
  client: PoolClient,
  { machineId, kind, span }: { machineId: string; kind: Kind; span: SegmentSpan },
): Promise<{ ids: string[]; blobs: Buffer[]; span: SegmentSpan }> {
  const { rows } = await client.query<{ id: string; starts_at: Date; ends_at: Date; data: Buffer }>(
    `SELECT id, starts_at, ends_at, data FROM segment
      WHERE machine_id = $1 AND kind = $2 AND ends_at > $3 AND starts_at < $4`,
    [machineId, kind, span.startsAt, span.endsAt],
  );
  const times = (pick: 'starts_at' | 'ends_at') => rows.map((row) => row[pick].getTime());
  return {
    ids: rows.map(({ id }) => id),
    blobs: rows.map(({ data }) => data),
    span: {
      startsAt: new Date(Math.min(span.startsAt.getTime(), ...times('starts_at'))),
      endsAt: new Date(Math.max(span.endsAt.getTime(), ...times('ends_at'))),
    },
  };
}
