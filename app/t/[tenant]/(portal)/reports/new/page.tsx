import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../../_guard.ts';
import { NewReportClient } from './client.tsx';

export const metadata: Metadata = { title: 'New report' };

export default async function NewReportPage({ params }: { params: Promise<{ tenant: string }> }) {
  await signedIn((await params).tenant, '/reports/new');
  const trpc = await serverTrpc();
  await serverQueryClient().prefetchQuery(trpc.machines.list.queryOptions());
  return (
    <Hydrate>
      <NewReportClient now={Date.now()} />
    </Hydrate>
  );
}
