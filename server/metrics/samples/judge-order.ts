/** The time a batch or segment covers, both ends included, Unix ms. */
export interface Cover {
  firstTime: number;
  lastTime: number;
}

/**
 * Whether any two of the sources cover a common moment (then rows may repeat and must be told apart), and whether
 * they follow each other in time in the order given (then what is read in that order needs no sorting).
 */
export function judgeOrder(sources: readonly Cover[]): { overlapping: boolean; ascending: boolean } {
  const follows = (list: readonly Cover[]) => {
    let end = Number.NEGATIVE_INFINITY;
    return list.every(({ firstTime, lastTime }) => {
      const behind = firstTime > end;
      end = Math.max(end, lastTime);
      return behind;
    });
  };
  const ascending = follows(sources);
  const overlapping = !ascending && !follows([...sources].sort((a, b) => a.firstTime - b.firstTime));
  return { overlapping, ascending };
}
