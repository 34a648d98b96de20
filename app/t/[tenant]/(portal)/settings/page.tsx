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
  const trpc = await serverTrpc();
  await serverQueryClient().prefetchQuery(trpc.settings.show.queryOptions());
  return (
    <Hydrate>
      <SettingsClient now={Date.now()} />
    </Hydrate>
  );
}
