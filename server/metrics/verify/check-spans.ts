import type { Finding } from './finding.ts';
import type { StoredSegment } from './stored-segment.ts';

const HOUR = 3600 * 1000;

/** Whether the spans of one kind's segments (in order of their begin) overlap, and each is whole hours with its samples. */
export function checkSpans(
  segments: readonly StoredSegment[],
  place: (segment: StoredSegment) => string,
): Finding[] {
  const findings: Finding[] = [];
  let before: StoredSegment | undefined;
  for (const segment of segments) {
    const { startsAt, endsAt, firstTime, lastTime } = segment;
    const say = (problem: string) => findings.push({ place: place(segment), problem });
    if (startsAt.getTime() % HOUR !== 0 || endsAt.getTime() % HOUR !== 0 || startsAt >= endsAt)
      say(`stands for ${startsAt.toISOString()} to ${endsAt.toISOString()}, which is not whole hours`);
    if (firstTime < startsAt || lastTime >= endsAt)
      say(
        `has samples from ${firstTime.toISOString()} to ${lastTime.toISOString()}, outside the time it stands for`,
      );
    if (before && startsAt < before.endsAt) say(`overlaps segment ${before.id}`);
    if (!before || endsAt > before.endsAt) before = segment;
  }
  return findings;
}
