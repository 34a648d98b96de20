import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ownPreferences } from '#app/_components/preferences/own-preferences.ts';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../../_guard.ts';
import { HOST_SPECS } from './_machine/host-specs.ts';
import type { PanelSpec } from './_machine/panel-spec.ts';
import { seriesInput } from './_machine/series-input.ts';
import { fixedWindow, movingWidth } from './_machine/window-of.ts';
import { MachineClient } from './client.tsx';
import { machineSearchParams, type Tab } from './search-params.ts';
import { machineHref } from './view-query.ts';

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
  const range = (await ownPreferences())?.range;
  const search = machineSearchParams(await searchParams, range);
  await signedIn(tenant, machineHref(machine, search));

  const trpc = await serverTrpc();
  const queries = serverQueryClient();
  const now = Date.now();
  const shown = queries.prefetchQuery(trpc.machines.show.queryOptions({ machine }));
  const extent = await queries
    .fetchQuery(trpc.metrics.extent.queryOptions({ machine }))
    .catch((error: unknown) => {
      if (error instanceof TRPCError && error.code === 'NOT_FOUND') notFound();
      throw error;
    });
  const window = fixedWindow(search.period, extent, now) ?? {
    start: now - movingWidth(search.period),
    end: now,
  };
  const byTab: Partial<Record<Tab, readonly PanelSpec[]>> = HOST_SPECS;
  const specs = byTab[search.tab] ?? [];
  // The panels of entities and all that is below them ask for themselves, and hold nothing up.
  if (specs.length > 0)
    await queries.prefetchQuery(
      trpc.metrics.series.queryOptions(seriesInput(machine, window, { kind: 'host', specs })),
    );
  await shown;
  return (
    <Hydrate>
      <MachineClient key={machine} machine={machine} range={range} now={now} />
    </Hydrate>
  );
}
