import { type SessionRun, wasRestarted } from './session-run.ts';

/**
 * Joins what lies no more than `limitMs` apart, unless the machine was restarted in between: what is left are the
 * sessions of all these samples, whatever order they arrived in. A session that others become part of keeps its id, the
 * one that began first before the others.
 * @param runs sessions that are there, and new samples, each with an id of its own
 * @param isKnown whether a run is a session that is there
 * @returns the sessions, and which of the known ones each took in
 */
export function joinRuns(
  runs: readonly SessionRun[],
  isKnown: (id: string) => boolean,
  limitMs: number,
): { run: SessionRun; absorbed: string[] }[] {
  const joined: { run: SessionRun; absorbed: string[] }[] = [];
  for (const next of [...runs].sort((a, b) => a.first - b.first)) {
    const last = joined.at(-1);
    const apart =
      !last ||
      next.first > last.run.last + limitMs ||
      (next.first > last.run.last && wasRestarted(last.run.lastUptime, next.firstUptime));
    if (apart) joined.push({ run: { ...next }, absorbed: [] });
    else join(last, next, isKnown);
  }
  return joined;
}

function join(
  into: { run: SessionRun; absorbed: string[] },
  next: SessionRun,
  isKnown: (id: string) => boolean,
): void {
  const { run } = into;
  if (isKnown(next.id)) {
    if (isKnown(run.id)) into.absorbed.push(next.id);
    else run.id = next.id;
  }
  run.count += next.count;
  if (next.last >= run.last) {
    run.last = next.last;
    run.lastUptime = next.lastUptime;
  }
}
