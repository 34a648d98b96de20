import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { canMail } from '#server/mail/send-mail.ts';
import { signedIn } from '../../_guard.ts';
import { MembersClient } from './client.tsx';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { actor, scopes, tenant } = await signedIn((await params).tenant, '/members');
  const trpc = await serverTrpc();
  await Promise.all([
    serverQueryClient().prefetchQuery(trpc.members.list.queryOptions()),
    scopes.has('admin') && serverQueryClient().prefetchQuery(trpc.members.invitations.queryOptions()),
  ]);
  return (
    <Hydrate>
      <MembersClient
        now={Date.now()}
        self={actor.id}
        portal={tenant.slug}
        mayManage={scopes.has('admin')}
        mayOwn={scopes.has('own')}
        mails={canMail()}
      />
    </Hydrate>
  );
}
