import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../../_guard.ts';
import { ReportClient } from './client.tsx';

export const metadata: Metadata = { title: 'Report' };

export default async function ReportPage({
  params,
}: {
  params: Promise<{ tenant: string; report: string }>;
}) {
  const { tenant, report: id } = await params;
  await signedIn(tenant, `/reports/${id}`);
  const trpc = await serverTrpc();
  const report = trpc.reports.show.queryOptions({ id });
  await serverQueryClient()
    .fetchQuery(report)
    .catch((error: unknown) => {
      if (error instanceof TRPCError && error.code === 'NOT_FOUND') notFound();
      throw error;
    });
  return (
    <Hydrate>
      <ReportClient id={id} />
    </Hydrate>
  );
}
