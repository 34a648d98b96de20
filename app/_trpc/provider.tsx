'use client';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client';
import { type ReactNode, useState } from 'react';
import superjson from 'superjson';
import type { AppRouter } from '#server/trpc/root.ts';
import { answers } from '#server/trpc/transformer.ts';
import { signInPath } from '../_components/sign-in-path.ts';
import { isSignedOut } from './is-signed-out.ts';
import { makeQueryClient } from './make-query-client.ts';
import { TRPCProvider } from './use-trpc.ts';

/**
 * Calls of one tick travel together, at most this many in one request. A slow one holds the others up; it says
 * `trpc: { context: { alone: true } }`.
 */
const MAX_BATCH = 10;
const AT = { url: '/api/trpc', transformer: { input: superjson, output: answers } } as const;

/** One cache and one client for the browser. A call that finds the session over leads to the sign-in page. */
export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(browserQueryClient);
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: ({ context }) => context.alone === true,
          true: httpLink(AT),
          false: httpBatchLink({ ...AT, maxItems: MAX_BATCH }),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

function browserQueryClient(): QueryClient {
  const client = makeQueryClient();
  client.getQueryCache().subscribe(({ query }) => {
    if (isSignedOut(query.state.error) && typeof window !== 'undefined')
      window.location.assign(signInPath(window.location.pathname + window.location.search));
  });
  return client;
}
