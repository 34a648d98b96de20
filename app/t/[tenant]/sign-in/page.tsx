import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AuthPage } from '#app/_components/auth-page.tsx';
import { oidcSettings } from '#server/auth/oidc/oidc-settings.ts';
import { canMail } from '#server/mail/send-mail.ts';
import { currentUser, tenantPage } from '../_guard.ts';
import { SignInForm } from './client.tsx';
import { ProviderButton } from './provider-button.tsx';
import { signInSearchParams } from './search-params.ts';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ params, searchParams }: Props) {
  const { tenant } = await tenantPage((await params).tenant);
  const { to, email, error } = signInSearchParams(await searchParams);
  if (await currentUser()) redirect(to);
  const provider = oidcSettings();
  return (
    <AuthPage title={`Sign in to ${tenant.name}`}>
      <SignInForm to={to} email={email} error={error} />
      {provider && <ProviderButton name={provider.name} to={to} />}
      <p className="mt-4 text-[13px] text-text-2">
        {canMail() ? (
          <Link href="/forgot" className="text-accent underline">
            Forgot your password?
          </Link>
        ) : (
          'Forgot your password? Ask an owner of this portal for a link.'
        )}
      </p>
    </AuthPage>
  );
}
