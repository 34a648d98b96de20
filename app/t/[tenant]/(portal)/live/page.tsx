import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../_guard.ts';
import { LiveClient } from './client.tsx';

export const metadata: Metadata = { title: 'Live' };

export default async function LivePage({ params }: { params: Promise<{ tenant: string }> }) {
  await signedIn((await params).tenant, '/live');
  const trpc = await serverTrpc();
  await serverQueryClient().prefetchQuery(trpc.machines.list.queryOptions());
  return (
    <Hydrate>
      <LiveClient now={Date.now()} />
    </Hydrate>
  );
}
