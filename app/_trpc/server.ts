import 'server-only';
import type { QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { cache } from 'react';
import { currentUser } from '#app/t/[tenant]/_guard.ts';
import { appRouter } from '#server/trpc/root.ts';
import { makeQueryClient } from './make-query-client.ts';

/** The query cache of this request. */
export const serverQueryClient: () => QueryClient = cache(makeQueryClient);

/** The same options as useTRPC() in the browser; here they call the verbs in process, as the request's caller. */
export const serverTrpc = cache(async () => {
  const requestHeaders = new Headers(await headers());
  return createTRPCOptionsProxy({
    router: appRouter,
    queryClient: serverQueryClient,
    ctx: { headers: requestHeaders, caller: currentUser, method: 'GET', url: '/' },
  });
});
