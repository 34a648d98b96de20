import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { oidcSettings } from '#server/auth/oidc/oidc-settings.ts';
import { signedIn } from '../../_guard.ts';
import { AccountClient } from './client.tsx';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { actor } = await signedIn((await params).tenant, '/account');
  const trpc = await serverTrpc();
  await Promise.all([
    serverQueryClient().prefetchQuery(trpc.secondFactor.show.queryOptions()),
    serverQueryClient().prefetchQuery(trpc.sessions.portals.queryOptions()),
  ]);
  return (
    <Hydrate>
      <AccountClient
        name={actor.name}
        email={actor.email}
        role={actor.role}
        provider={oidcSettings()?.name ?? null}
      />
    </Hydrate>
  );
}
