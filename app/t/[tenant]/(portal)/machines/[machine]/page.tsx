import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../../_guard.ts';
import { seriesInput } from './_machine/series-input.ts';
import { MachineClient } from './client.tsx';
import { machineSearchParams, RANGES } from './search-params.ts';

interface Props {
  params: Promise<{ tenant: string; machine: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).machine) };
}

export default async function MachinePage({ params, searchParams }: Props) {
  const { tenant, machine: segment } = await params;
  const machine = decodeURIComponent(segment);
  const { range } = machineSearchParams(await searchParams);
  await signedIn(tenant, `/machines/${segment}?range=${range}`);

  const trpc = await serverTrpc();
  const queries = serverQueryClient();
  const now = Date.now();
  const window = { start: now - RANGES[range], end: now };
  const series = queries.prefetchQuery(trpc.metrics.series.queryOptions(seriesInput(machine, window)));
  await queries.fetchQuery(trpc.machines.show.queryOptions({ machine })).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') notFound();
    throw error;
  });
  await series;
  return (
    <Hydrate>
      {/* The key: another range is another window, begun anew. */}
      <MachineClient key={`${machine} ${range}`} machine={machine} range={range} now={now} />
    </Hydrate>
  );
}
