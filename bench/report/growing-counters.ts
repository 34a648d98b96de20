/** Counters of one line that grow second by second. */
export interface GrowingCounters {
  /** Adds a second: of what was recorded then, `share`. */
  grow(second: number, share: number): void;
  /** As /proc prints them. */
  text(): string;
}

/**
 * @param steps what each recorded second added, again and again
 * @param offset where in the recording this line begins
 * @param idle the column that gets what is left of a second when all others have their share of it
 */
export function growingCounters(
  steps: readonly (readonly number[])[],
  offset: number,
  idle?: number,
): GrowingCounters {
  const totals = new Array<number>(steps[0]?.length ?? 0).fill(0);
  return {
    grow(second, share) {
      const step = steps[(second + offset) % steps.length] ?? [];
      let left = 0;
      for (let column = 0; column < totals.length; column += 1) {
        const value = step[column] ?? 0;
        totals[column] = (totals[column] ?? 0) + value * share;
        left += value * (1 - share);
      }
      if (idle !== undefined) totals[idle] = (totals[idle] ?? 0) + left;
    },
    text: () => totals.map((total) => Math.floor(total)).join(' '),
  };
}
