import type { Metadata } from 'next';
import { AuthPage } from '#app/_components/auth-page.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { tenantPage } from '../../_guard.ts';
import { ResetForm } from './client.tsx';

// The token is in the address: no other site may learn it from a link.
export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' };

export default async function ResetPage({ params }: { params: Promise<{ tenant: string; token: string }> }) {
  const { tenant, token } = await params;
  await tenantPage(tenant);
  const trpc = await serverTrpc();
  const reset = await serverQueryClient()
    .fetchQuery(trpc.sessions.showReset.queryOptions({ token }))
    .catch(() => null);
  if (!reset)
    return (
      <AuthPage title="This link is not valid any more">
        <p className="text-[13.5px] text-text-2">
          It was used or has expired. Ask an administrator of the portal for a new one, or{' '}
          <a href="/sign-in" className="text-accent underline">
            sign in
          </a>
          .
        </p>
      </AuthPage>
    );
  return (
    <AuthPage title="Choose a new password" lead="At least 12 characters; a few words in a row are good.">
      <ResetForm token={token} email={reset.email} />
    </AuthPage>
  );
}
