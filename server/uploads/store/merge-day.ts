import type { PoolClient } from 'pg';
import type { Kind } from '#agent/contract/sample.ts';
import { mergeSegment } from '#server/metrics/segments/merge-segment.ts';
import { replaceSegments } from '#server/metrics/segments/replace-segments.ts';
import { DAY_MS } from './plan-days.ts';

/**
 * Merges a written day with the segments that are stored of it, in the caller's transaction, under its lock on the
 * machine's samples.
 * @param input.own the day's own segment, where it was stored as it is before; the merged one takes its place
 * @returns how many rows the merged segment has less than its parts
 */
export async function mergeDay(
  client: PoolClient,
  input: {
    folder: string;
    machineId: string;
    kind: Kind;
    start: number;
    path: string;
    own: readonly string[];
    old: readonly string[];
  },
): Promise<number> {
  const { folder, machineId, kind, start, path, own, old } = input;
  const { rows } = await client.query<{ starts_at: Date; ends_at: Date; data: Buffer }>(
    'SELECT starts_at, ends_at, data FROM segment WHERE id = ANY ($1)',
    [old],
  );
  const merged = await mergeSegment({
    folder,
    kind,
    batches: [],
    old: rows.map(({ data }) => data),
    files: [path],
  });
  await replaceSegments(client, {
    machineId,
    kind,
    span: {
      startsAt: new Date(Math.min(start, ...rows.map((row) => row.starts_at.getTime()))),
      endsAt: new Date(Math.max(start + DAY_MS, ...rows.map((row) => row.ends_at.getTime()))),
    },
    old: [...own, ...old],
    merged,
  });
  return merged.replaced;
}
