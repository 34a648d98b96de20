/** A correlation and the pairs it rests on. */
export interface Correlation {
  rho: number | null;
  count: number;
}

/**
 * Spearman's rank correlation of the places where both have a value: Pearson's of the ranks, ties sharing their mean
 * rank (Spearman 1904; Kendall 1948). Null where one of them does not vary.
 */
export function spearman(a: readonly (number | null)[], b: readonly (number | null)[]): Correlation {
  const [left, right]: [number[], number[]] = [[], []];
  a.forEach((value, at) => {
    const other = b[at] ?? null;
    if (value === null || other === null) return;
    left.push(value);
    right.push(other);
  });
  return { rho: pearson(ranksOf(left), ranksOf(right)), count: left.length };
}

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at <= to; at += 1) ranks[order[at] ?? 0] = (from + to) / 2;
    from = to + 1;
  }
  return ranks;
}

function pearson(a: readonly number[], b: readonly number[]): number | null {
  const mean = (a.length - 1) / 2;
  let [product, squaresA, squaresB] = [0, 0, 0];
  a.forEach((value, at) => {
    const [x, y] = [value - mean, (b[at] ?? 0) - mean];
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  });
  if (squaresA === 0 || squaresB === 0) return null;
  return Math.max(-1, Math.min(1, product / Math.sqrt(squaresA * squaresB)));
}
