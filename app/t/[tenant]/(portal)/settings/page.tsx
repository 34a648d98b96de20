import type { Metadata } from 'next';
import { ForAdmins } from '#app/_components/states/for-admins.tsx';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../_guard.ts';
import { SettingsClient } from './client.tsx';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { scopes } = await signedIn((await params).tenant, '/settings');
  if (!scopes.has('admin')) return <ForAdmins title="Settings" />;
  const isOwner = scopes.has('own');
  const trpc = await serverTrpc();
  const queries = serverQueryClient();
  await Promise.all([
    queries.prefetchQuery(trpc.settings.show.queryOptions()),
    queries.prefetchQuery(trpc.settings.domains.queryOptions()),
    ...(isOwner
      ? [
          queries.prefetchQuery(trpc.settings.size.queryOptions()),
          queries.prefetchQuery(trpc.settings.life.queryOptions()),
        ]
      : []),
  ]);
  return (
    <Hydrate>
      <SettingsClient now={Date.now()} isOwner={isOwner} />
    </Hydrate>
  );
}
