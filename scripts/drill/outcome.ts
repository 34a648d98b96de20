import type { Figure } from '../../bench/agent/figure.ts';
import type { Site } from './open-site.ts';

/** What a drill found. Each text of `lost`, `doubled` and `wrong` is one case. */
export interface Outcome {
  /** How often something was broken. */
  faults: number;
  /** Snapshots and rows of files that the portal said it has. */
  acknowledged: number;
  /** Acknowledged, and not there. */
  lost: readonly string[];
  /** There more than once. */
  doubled: readonly string[];
  /** There with another value, there though refused, half a file; answers that should have been others. */
  wrong: readonly string[];
  /** What else is worth telling. */
  notes: readonly string[];
  /** What was measured; nothing of a quick run. */
  figures?: readonly Figure[];
}

/** What a drill is given. */
export interface DrillRun {
  site: Site;
  /** From 0 up to 1, by the seed and the drill's name: a drill that failed can be run again. */
  random: () => number;
  /** Few faults, nothing measured, and no files through the worker: it misses a job whose worker died within a minute. */
  quick: boolean;
  /** How many faults: what was asked for, or what is usual for a run of this size. */
  rounds: (usual: { full: number; quick: number }) => number;
  /** One line of progress. */
  say: (line: string) => void;
  /** Aborted when everything is to end. */
  signal: AbortSignal;
}

export type Drill = (run: DrillRun) => Promise<Outcome>;

/** A drill cannot be tried on this host; the message says why. It has neither failed nor passed. */
export class NotPossible extends Error {
  override name = 'NotPossible';
}
