import { type FoundCommit, findCommitBefore, isWhole } from './find-commit.ts';
import { Marks } from './marks.ts';

export interface Recovered {
  marks: Marks;
  /** Where the last whole batch ends; what lies behind it was never acknowledged. */
  end: number;
  /** How many commits had to be read. */
  commits: number;
}

/**
 * How far the streams of a collection are stored, read from the collection itself, so that the marks can be neither
 * ahead of the data nor behind it. Null when there is no commit in the file: it is new, or not one of pcd's.
 *
 * Each commit tells the length of its batch, so the way back to the last commit that has all marks leads over the
 * commits only.
 */
export function recoverMarks(descriptor: number, size: number): Recovered | null {
  let last = findCommitBefore(descriptor, size);
  // Only what was written last can be damaged by a crash: its pages reach the disk in any order before the sync.
  while (last && !isWhole(descriptor, last)) last = findCommitBefore(descriptor, last.start);
  if (!last) return null;

  const newestFirst: FoundCommit[] = [last];
  for (let oldest: FoundCommit | null = last; oldest && !oldest.commit.all; ) {
    oldest = findCommitBefore(descriptor, oldest.start - oldest.commit.bytes);
    if (oldest) newestFirst.push(oldest);
  }
  const marks = new Marks();
  for (const { commit } of newestFirst.reverse()) marks.apply(commit);
  return { marks, end: last.end, commits: newestFirst.length };
}
