/** What planning needs of a segment. */
export interface SegmentSize {
  startsAt: Date;
  byteCount: number;
}

/**
 * Groups the segments of a day, in order of time, so that each group becomes one segment of not much more than
 * `mostBytes`: one group unless the day is huge.
 */
export function planCompaction<S extends SegmentSize>(segments: readonly S[], mostBytes: number): S[][] {
  const ordered = [...segments].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const groups: S[][] = [];
  let room = 0;
  for (const segment of ordered) {
    const group = groups.at(-1);
    if (group && segment.byteCount <= room) {
      group.push(segment);
      room -= segment.byteCount;
    } else {
      groups.push([segment]);
      room = mostBytes - segment.byteCount;
    }
  }
  return groups;
}
