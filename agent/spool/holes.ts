/** Numbers that will never be delivered, and why. */
export interface Hole {
  from: number;
  to: number;
  reason: string;
}

/** The holes in a stream, above what is acknowledged: in order, and none over another. */
export class Holes {
  #holes: Hole[] = [];

  /** Adds what of it is not in a hole yet; answers how many numbers that is. */
  add({ from, to, reason }: Hole): number {
    const before = this.size;
    let next = from;
    for (const hole of this.#holes.filter((known) => known.to >= from && known.from <= to)) {
      if (hole.from > next) this.#holes.push({ from: next, to: hole.from - 1, reason });
      next = Math.max(next, hole.to + 1);
    }
    if (next <= to) this.#holes.push({ from: next, to, reason });
    this.#holes.sort((a, b) => a.from - b.from);
    return this.size - before;
  }

  /** Forgets what lies at or below `seq`. */
  forgetThrough(seq: number): void {
    this.#holes = this.#holes
      .filter((hole) => hole.to > seq)
      .map((hole) => ({ ...hole, from: Math.max(hole.from, seq + 1) }));
  }

  has(seq: number): boolean {
    return this.#holes.some((hole) => hole.from <= seq && seq <= hole.to);
  }

  /** How many numbers are in holes. */
  get size(): number {
    return this.#holes.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  }

  /** Why the numbers from `from` to `to` are missing: as the first hole among them says. */
  reason(from: number, to: number): string | null {
    return this.#holes.find((hole) => hole.from <= to && hole.to >= from)?.reason ?? null;
  }
}
