import type { Metadata } from 'next';
import { ForAdmins } from '#app/_components/states/for-admins.tsx';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../_guard.ts';
import { keyPages } from './_keys/key-pages.ts';
import { ApiKeysClient } from './client.tsx';

export const metadata: Metadata = { title: 'API keys' };

export default async function ApiKeysPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { scopes } = await signedIn((await params).tenant, '/api-keys');
  if (!scopes.has('admin')) return <ForAdmins title="API keys" />;
  const trpc = await serverTrpc();
  await Promise.all([
    serverQueryClient().prefetchInfiniteQuery(trpc.apiKeys.list.infiniteQueryOptions(...keyPages)),
    serverQueryClient().prefetchQuery(trpc.apiKeys.ending.queryOptions()),
    serverQueryClient().prefetchQuery(trpc.machines.list.queryOptions()),
  ]);
  return (
    <Hydrate>
      <ApiKeysClient now={Date.now()} />
    </Hydrate>
  );
}
