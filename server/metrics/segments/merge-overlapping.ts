import type { PoolClient } from 'pg';
import type { Kind } from '#agent/contract/sample.ts';
import { fetchFiles } from './fetch-files.ts';
import { mergeSegment } from './merge-segment.ts';
import { replaceSegments, type SegmentSpan } from './replace-segments.ts';

interface Stored extends SegmentSpan {
  id: string;
  kind: Kind;
}

/**
 * Merges those segments of a machine that overlap, as they do after two machines became one, in the caller's
 * transaction, under its lock on the machine.
 */
export async function mergeOverlapping(client: PoolClient, folder: string, machineId: string): Promise<void> {
  const { rows } = await client.query<Stored>(
    `SELECT id, kind, starts_at AS "startsAt", ends_at AS "endsAt" FROM segment
      WHERE machine_id = $1 ORDER BY kind, starts_at, ends_at`,
    [machineId],
  );
  for (const group of groupOverlapping(rows)) {
    const [first] = group;
    if (!first || group.length < 2) continue;
    await replaceSegments(client, {
      machineId,
      kind: first.kind,
      span: {
        startsAt: first.startsAt,
        endsAt: new Date(Math.max(...group.map(({ endsAt }) => endsAt.getTime()))),
      },
      old: group.map(({ id }) => id),
      merged: await mergeSegment({
        folder,
        kind: first.kind,
        batches: [],
        old: await fetchFiles(client, folder, group),
      }),
    });
  }
}

/** Segments in order of kind and time, in groups of which no two overlap. */
function groupOverlapping(segments: readonly Stored[]): Stored[][] {
  const groups: Stored[][] = [];
  let end = 0;
  for (const segment of segments) {
    const group = groups.at(-1);
    if (group && group[0]?.kind === segment.kind && segment.startsAt.getTime() < end) group.push(segment);
    else {
      groups.push([segment]);
      end = 0;
    }
    end = Math.max(end, segment.endsAt.getTime());
  }
  return groups;
}
