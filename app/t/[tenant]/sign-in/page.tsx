import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthPage } from '#app/_components/auth-page.tsx';
import { currentUser, tenantPage } from '../_guard.ts';
import { SignInForm } from './client.tsx';
import { signInSearchParams } from './search-params.ts';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ params, searchParams }: Props) {
  const { tenant } = await tenantPage((await params).tenant);
  const { to, email } = signInSearchParams(await searchParams);
  if (await currentUser()) redirect(to);
  return (
    <AuthPage title={`Sign in to ${tenant.name}`}>
      <SignInForm to={to} email={email} />
    </AuthPage>
  );
}
