import type { PoolClient } from 'pg';
import type { Kind } from '#agent/contract/sample.ts';
import type { MergedSegment } from './merge-segment.ts';

/** The time a segment stands for: `endsAt` excluded. Segments of one machine and kind do not overlap. */
export interface SegmentSpan {
  startsAt: Date;
  endsAt: Date;
}

/**
 * Puts one segment in the place of `old` ones, in the caller's transaction, under its lock on the machine. `rolledUp`:
 * all of the old ones were, and it says nothing else than they did; `compacted`: it is in its final form.
 */
export async function replaceSegments(
  client: PoolClient,
  segment: {
    machineId: string;
    kind: Kind;
    span: SegmentSpan;
    old: readonly string[];
    merged: MergedSegment;
    rolledUp?: boolean;
    compacted?: boolean;
  },
): Promise<void> {
  const { span, merged } = segment;
  await client.query(
    `INSERT INTO segment (machine_id, kind, starts_at, ends_at, first_time, last_time, row_count, sha256, data, rolled_up, compacted)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      segment.machineId,
      segment.kind,
      span.startsAt,
      span.endsAt,
      merged.firstTime,
      merged.lastTime,
      merged.rowCount,
      merged.sha256,
      merged.data,
      segment.rolledUp ?? false,
      segment.compacted ?? false,
    ],
  );
  if (segment.old.length > 0) await client.query('DELETE FROM segment WHERE id = ANY($1)', [segment.old]);
}
