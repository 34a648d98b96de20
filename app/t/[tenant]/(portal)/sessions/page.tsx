import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../_guard.ts';
import { SessionsClient } from './client.tsx';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage({ params }: { params: Promise<{ tenant: string }> }) {
  await signedIn((await params).tenant, '/sessions');
  const trpc = await serverTrpc();
  await serverQueryClient().prefetchQuery(trpc.sessions.list.queryOptions());
  return (
    <Hydrate>
      <SessionsClient now={Date.now()} />
    </Hydrate>
  );
}
