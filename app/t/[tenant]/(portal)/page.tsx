import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../_guard.ts';
import { fleetQuery, readFleetSearch } from './_fleet/fleet-search.ts';
import { FleetClient } from './client.tsx';

export const metadata: Metadata = { title: 'Fleet' };

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function FleetPage({ params, searchParams }: Props) {
  const given = Object.entries(await searchParams).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, one]),
  );
  const search = readFleetSearch(new URLSearchParams(given));
  const { scopes } = await signedIn((await params).tenant, `/${fleetQuery(search)}`);
  const trpc = await serverTrpc();
  await serverQueryClient().prefetchQuery(trpc.fleet.read.queryOptions({ range: search.range }));
  return (
    <Hydrate>
      <FleetClient now={Date.now()} mayAdd={scopes.has('admin')} mayUpload={scopes.has('write')} />
    </Hydrate>
  );
}
