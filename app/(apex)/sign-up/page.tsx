import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { AuthPage } from '#app/_components/auth-page.tsx';
import { TrpcProvider } from '#app/_trpc/provider.tsx';
import { env } from '#server/env.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { SignUpForm } from './client.tsx';

export const metadata: Metadata = { title: 'Open a portal' };

/** Sign-up, on the bare domain only. */
export default async function SignUpPage() {
  const host = (await headers()).get('host');
  if ((await siteFromHost(host)).kind !== 'apex') notFound();
  const { SIGN_UP, PUBLIC_URL } = env();
  if (!SIGN_UP)
    return (
      <AuthPage
        title="Portals are not opened here"
        lead="Sign-up is switched off. Whoever runs this installation opens portals and invites their owners."
      >
        <Link href="/" className="btn min-h-[38px] w-full">
          Find your portal
        </Link>
      </AuthPage>
    );
  return (
    <AuthPage
      title="Open a portal"
      lead={
        <>
          You become its owner and invite the others. There is one already?{' '}
          <Link href="/" className="text-accent underline">
            Find it
          </Link>
        </>
      }
    >
      <TrpcProvider>
        <SignUpForm base={new URL(PUBLIC_URL).host} />
      </TrpcProvider>
    </AuthPage>
  );
}
