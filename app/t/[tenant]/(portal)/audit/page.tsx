import type { Metadata } from 'next';
import { ForAdmins } from '#app/_components/states/for-admins.tsx';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { signedIn } from '../../_guard.ts';
import { auditPages } from './_audit/audit-pages.ts';
import { AuditClient } from './client.tsx';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { scopes } = await signedIn((await params).tenant, '/audit');
  if (!scopes.has('admin')) return <ForAdmins title="Audit" />;
  const trpc = await serverTrpc();
  await Promise.all([
    serverQueryClient().prefetchInfiniteQuery(trpc.audit.list.infiniteQueryOptions(...auditPages({}))),
    serverQueryClient().prefetchQuery(trpc.audit.choices.queryOptions()),
  ]);
  return (
    <Hydrate>
      <AuditClient />
    </Hydrate>
  );
}
