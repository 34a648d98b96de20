import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../_guard.ts';
import { FleetClient } from './client.tsx';

export const metadata: Metadata = { title: 'Fleet' };

export default async function FleetPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { scopes } = await signedIn((await params).tenant, '/');
  const trpc = await serverTrpc();
  await serverQueryClient().prefetchQuery(trpc.machines.list.queryOptions());
  return (
    <Hydrate>
      <FleetClient now={Date.now()} mayAdd={scopes.has('admin')} />
    </Hydrate>
  );
}
