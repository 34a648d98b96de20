import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../_guard.ts';
import { sessionPages } from './_collections/session-pages.ts';
import { CollectionsClient } from './client.tsx';

export const metadata: Metadata = { title: 'Collections' };

export default async function CollectionsPage({ params }: { params: Promise<{ tenant: string }> }) {
  await signedIn((await params).tenant, '/collections');
  const trpc = await serverTrpc();
  await Promise.all([
    serverQueryClient().prefetchInfiniteQuery(
      trpc.collections.list.infiniteQueryOptions(...sessionPages({})),
    ),
    serverQueryClient().prefetchQuery(trpc.sessions.me.queryOptions()),
  ]);
  return (
    <Hydrate>
      <CollectionsClient />
    </Hydrate>
  );
}
