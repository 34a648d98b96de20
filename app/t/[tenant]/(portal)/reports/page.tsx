import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../_guard.ts';
import { reportPages } from './_reports/report-pages.ts';
import { ReportsClient } from './client.tsx';

export const metadata: Metadata = { title: 'Reports' };

export default async function ReportsPage({ params }: { params: Promise<{ tenant: string }> }) {
  await signedIn((await params).tenant, '/reports');
  const trpc = await serverTrpc();
  await serverQueryClient().prefetchInfiniteQuery(trpc.reports.list.infiniteQueryOptions(...reportPages({})));
  return (
    <Hydrate>
      <ReportsClient />
    </Hydrate>
  );
}
