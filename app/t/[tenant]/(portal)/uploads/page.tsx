import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { tenantSettings } from '#server/tenancy/tenant-settings.ts';
import { signedIn } from '../../_guard.ts';
import { historyPages } from './_uploads/history-pages.ts';
import { UploadsClient } from './client.tsx';

export const metadata: Metadata = { title: 'Uploads' };

export default async function UploadsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const ctx = await signedIn((await params).tenant, '/uploads');
  const trpc = await serverTrpc();
  const [{ autoRegister }] = await Promise.all([
    tenantSettings(ctx),
    serverQueryClient().prefetchQuery(trpc.machines.list.queryOptions()),
    serverQueryClient().prefetchInfiniteQuery(trpc.uploads.list.infiniteQueryOptions(...historyPages)),
  ]);
  return (
    <Hydrate>
      <UploadsClient now={Date.now()} maySend={ctx.scopes.has('write')} mayRegister={autoRegister} />
    </Hydrate>
  );
}
