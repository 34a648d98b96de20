/**
 * What is hard to tell apart in a host name, and the form that stands for all of it. After Unicode TR 39 (§4, data file
 * confusables.txt: 0 → o, 1 → l, m → rn), restricted to the letters, digits and hyphens of a slug; i → l and w → vv are
 * what browsers' own look-alike checks add. Every source is one character and no target holds a source, so that the
 * order does not matter.
 */
const CONFUSABLES = [
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['m', 'rn'],
  ['w', 'vv'],
] as const;

/**
 * Two slugs with one skeleton look alike: `acme`, `acrne`; `a--b`, `a-b`; `pool`, `p00l`.
 * @param slug lower case
 */
export const skeleton = (slug: string): string =>
  CONFUSABLES.reduce((text, [from, to]) => text.replaceAll(from, to), slug).replace(/-{2,}/g, '-');

/** The same as SQL over a column. */
export const skeletonSql = (column: string): string =>
  `regexp_replace(${CONFUSABLES.reduce((sql, [from, to]) => `replace(${sql}, '${from}', '${to}')`, column)}, '-{2,}', '-', 'g')`;
