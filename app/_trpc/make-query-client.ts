import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query';
import { answers } from '#server/trpc/transformer.ts';
import { isSignedOut } from './is-signed-out.ts';

/** The settings of the query cache, the same on the server (one per request) and in the browser (one). */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server has just prefetched is not fetched again while the page hydrates.
        staleTime: 10_000,
        retry: (failures, error) => typeof window !== 'undefined' && !isSignedOut(error) && failures < 2,
      },
      dehydrate: {
        serializeData: answers.serialize,
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query),
      },
      hydrate: { deserializeData: answers.deserialize },
    },
  });
}
