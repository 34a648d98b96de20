import type { PoolClient } from 'pg';
import type { Kind } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { fetchFiles } from './fetch-files.ts';
import { lockSamples } from './lock-samples.ts';
import { mergeSegment } from './merge-segment.ts';
import { planCompaction, type SegmentSize } from './plan-compaction.ts';
import { replaceSegments } from './replace-segments.ts';

const DAY = 24 * 3600 * 1000;
/** Bytes of the segments that become one: bounds the memory of this, and of each reader that fetches it. */
const MOST_BYTES = 64 * 1024 ** 2;

/** One UTC day of a machine's samples of one kind; `day` is its begin. */
export interface SegmentDay {
  machineId: string;
  kind: Kind;
  day: Date;
}

interface StoredSegment extends SegmentSize {
  id: string;
  endsAt: Date;
  rolledUp: boolean;
  compacted: boolean;
}

/**
 * Merges the segments of a day into one that stands for the whole day and is as small as it can be made; a day too
 * large for that into few. One
 * transaction, and a day that is done stays as it is: safe to run twice and to be killed.
 * @returns how many segments it put in the place of how many
 */
export async function compactDay(
  ctx: TenantContext,
  day: SegmentDay,
  mostBytes = MOST_BYTES,
): Promise<{ from: number; to: number }> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  return withScratch((folder) =>
    transaction(pool, async (client) => {
      await lockSamples(client, day.machineId);
      const groups = planCompaction(await findSegments(client, day), mostBytes);
      const done = { from: 0, to: 0 };
      for (const [index, group] of groups.entries()) {
        if (group.length < 2 && group[0]?.compacted) continue;
        const merged = await mergeSegment({
          folder,
          kind: day.kind,
          batches: [],
          old: await fetchFiles(client, folder, group),
          smallest: true,
        });
        const first = index === 0 ? day.day : group[0]?.startsAt;
        const next = groups[index + 1]?.[0]?.startsAt;
        await replaceSegments(client, {
          machineId: day.machineId,
          kind: day.kind,
          span: { startsAt: first ?? day.day, endsAt: next ?? new Date(day.day.getTime() + DAY) },
          old: group.map(({ id }) => id),
          merged,
          rolledUp: group.every(({ rolledUp }) => rolledUp),
          compacted: true,
        });
        done.from += group.length;
        done.to += 1;
      }
      return done;
    }),
  );
}

async function findSegments(
  client: PoolClient,
  { machineId, kind, day }: SegmentDay,
): Promise<StoredSegment[]> {
  const { rows } = await client.query<StoredSegment>(
    `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", octet_length(data) AS "byteCount",
            rolled_up AS "rolledUp", compacted
       FROM segment WHERE machine_id = $1 AND kind = $2 AND starts_at >= $3 AND ends_at <= $4`,
    [machineId, kind, day, new Date(day.getTime() + DAY)],
  );
  return rows;
}
