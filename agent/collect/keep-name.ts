/**
 * Whether patterns keep a thing by its name, or names: none that begins with `!` may match any of them and, where there
 * are other patterns, one must. In a pattern `*` stands for any characters, `?` for one.
 */
export function keepName(patterns: readonly string[]): (...names: string[]) => boolean {
  const [wanted, unwanted] = [
    patterns.filter((p) => !p.startsWith('!')),
    patterns.filter((p) => p.startsWith('!')),
  ];
  const take = wanted.map(toExpression);
  const leave = unwanted.map((pattern) => toExpression(pattern.slice(1)));
  const anyOf = (expressions: readonly RegExp[], names: readonly string[]): boolean =>
    expressions.some((expression) => names.some((name) => expression.test(name)));
  return (...names) => !anyOf(leave, names) && (take.length === 0 || anyOf(take, names));
}

function toExpression(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`);
}
