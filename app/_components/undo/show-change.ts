import type { QueryClient, QueryFilters } from '@tanstack/react-query';

/**
 * Changes what the page knows of some queries before the portal says the same.
 * @returns puts back what was known before
 */
export function showChange<Known>(
  queries: QueryClient,
  filter: QueryFilters,
  change: (known: Known) => Known,
): () => void {
  // What is on its way would show what was before.
  void queries.cancelQueries(filter);
  const before = queries.getQueriesData<Known>(filter);
  queries.setQueriesData<Known>(filter, (known) => (known === undefined ? undefined : change(known)));
  return () => {
    for (const [key, known] of before) queries.setQueryData(key, known);
  };
}
