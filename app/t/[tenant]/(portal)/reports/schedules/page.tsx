import type { Metadata } from 'next';
import { Hydrate } from '#app/_trpc/hydrate.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { canMail } from '#server/mail/send-mail.ts';
import { signedIn } from '../../../_guard.ts';
import { SchedulesClient } from './client.tsx';

export const metadata: Metadata = { title: 'Report schedules' };

export default async function SchedulesPage({ params }: { params: Promise<{ tenant: string }> }) {
  await signedIn((await params).tenant, '/reports/schedules');
  const trpc = await serverTrpc();
  await Promise.all([
    serverQueryClient().prefetchQuery(trpc.reportSchedules.list.queryOptions()),
    serverQueryClient().prefetchQuery(trpc.machines.list.queryOptions()),
  ]);
  return (
    <Hydrate>
      <SchedulesClient mails={canMail()} />
    </Hydrate>
  );
}
