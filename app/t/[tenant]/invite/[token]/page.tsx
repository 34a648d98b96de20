import type { Metadata } from 'next';
import { AuthPage } from '#app/_components/auth-page.tsx';
import { serverQueryClient, serverTrpc } from '#app/_trpc/server.ts';
import { oidcSettings } from '#server/auth/oidc/oidc-settings.ts';
import { tenantPage } from '../../_guard.ts';
import { ProviderButton } from '../../sign-in/provider-button.tsx';
import { AcceptForm } from './client.tsx';

// The token is in the address: no other site may learn it from a link.
export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

export default async function InvitePage({ params }: { params: Promise<{ tenant: string; token: string }> }) {
  const { tenant, token } = await params;
  await tenantPage(tenant);
  const trpc = await serverTrpc();
  const invitation = await serverQueryClient()
    .fetchQuery(trpc.invitations.show.queryOptions({ token }))
    .catch(() => null);
  if (!invitation)
    return (
      <AuthPage title="This invitation is not valid any more">
        <p className="text-[13.5px] text-text-2">
          It was used, has expired, or belongs to another portal. Ask for a new one, or{' '}
          <a href="/sign-in" className="text-accent underline">
            sign in
          </a>{' '}
          if you have an account here.
        </p>
      </AuthPage>
    );
  const provider = oidcSettings();
  return (
    <AuthPage
      title={`Join ${invitation.tenantName}`}
      lead={
        invitation.hasAccount
          ? 'You have an account already. Confirm its password to join.'
          : 'Choose a name and a password for your account.'
      }
    >
      <AcceptForm token={token} email={invitation.email} hasAccount={invitation.hasAccount} />
      {provider && <ProviderButton name={provider.name} to="/" />}
    </AuthPage>
  );
}
