import type { Commit } from './commit-line.ts';

/** An agent makes a new stream when it is set up anew; of these, old ones are not heard of again. */
const MOST_STREAMS = 256;
/** An earlier agent repeats its last post, or a few; not one of long ago. */
const MOST_TIMES = 1024;

/** How far each stream of one collection is stored; in order of use, the oldest are forgotten. */
export class Marks {
  #streams = new Map<string, number>();
  #times = new Set<number>();

  ofStream(stream: string): number {
    return this.#streams.get(stream) ?? 0;
  }

  hasTime(time: number): boolean {
    return this.#times.has(time);
  }

  /** Takes in what a commit says, newer than all before. */
  apply({ streams, times }: Pick<Commit, 'streams' | 'times'>): void {
    for (const [stream, seq] of Object.entries(streams)) {
      const mark = Math.max(seq, this.ofStream(stream));
      this.#streams.delete(stream);
      this.#streams.set(stream, mark);
    }
    for (const time of times) this.#times.add(time);
    forgetOldest(this.#streams, MOST_STREAMS);
    forgetOldest(this.#times, MOST_TIMES);
  }

  all(): Pick<Commit, 'streams' | 'times'> {
    return { streams: Object.fromEntries(this.#streams), times: [...this.#times] };
  }
}

function forgetOldest(kept: Map<string, unknown> | Set<number>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    (kept as Map<unknown, unknown>).delete(key);
  }
}
