import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ownPreferences } from '#app/_components/preferences/own-preferences.ts';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { listMachines } from '#server/machines/list-machines.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { signedIn } from '../../_guard.ts';
import { fixedWindow, movingWidth } from '../machines/[machine]/_machine/window-of.ts';
import { joinExtents } from './_compare/join-extents.ts';
import { seriesQuestion } from './_compare/series-question.ts';
import { sidesOf } from './_compare/sides.ts';
import { CompareClient } from './client.tsx';
import { compareSearchParams } from './search-params.ts';
import { compareQuery } from './view-query.ts';

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The machine of a portal that has one alone: there is nothing to choose from. */
async function onlyMachine(ctx: TenantContext): Promise<string | null> {
  const { machines } = await listMachines(ctx, { limit: 2 });
  return machines.length === 1 ? (machines[0]?.machine_id ?? null) : null;
}

export const metadata: Metadata = { title: 'Compare' };

export default async function ComparePage({ params, searchParams }: Props) {
  const asked = compareSearchParams(await searchParams, (await ownPreferences())?.range);
  const ctx = await signedIn((await params).tenant, `/compare?${compareQuery(asked)}`);
  const only = asked.machines.length < 2 ? await onlyMachine(ctx) : null;
  const search = only !== null && asked.machines.length === 0 ? { ...asked, machines: [only] } : asked;
  const { machines, period, metrics } = search;

  const trpc = await serverTrpc();
  const queries = serverQueryClient();
  const now = Date.now();
  const found = await Promise.all(
    machines.map(async (machine) => {
      const [view, extent] = await Promise.all([
        queries.fetchQuery(trpc.machines.show.queryOptions({ machine })),
        queries.fetchQuery(trpc.metrics.extent.queryOptions({ machine })),
      ]);
      return { name: view.display_name ?? view.machine_id, zone: view.time_zone, extent };
    }),
  ).catch((error: unknown) => {
    // One that is not there, or another tenant's, makes another question of it: nothing is guessed.
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') notFound();
    throw error;
  });
  const names = Object.fromEntries(
    machines.map((machine, index) => [machine, found[index]?.name ?? machine]),
  );
  const zones = new Set(found.map(({ zone }) => zone));
  const [zone = null] = zones.size === 1 ? zones : [];
  const fixed = fixedWindow(period, joinExtents(found.map(({ extent }) => extent)), now);
  const window = fixed ?? { start: now - movingWidth(period), end: now };
  const sides = sidesOf(search, window, names);
  if (sides.length > 1)
    await queries.prefetchQuery(trpc.metrics.compare.queryOptions(seriesQuestion(sides, metrics)));
  return (
    <Hydrate>
      <CompareClient
        search={search}
        names={names}
        zone={zone}
        fixed={fixed}
        now={now}
        hasOthers={only === null}
      />
    </Hydrate>
  );
}
