import type { Metadata } from 'next';
import { AuthPage } from '#app/_components/auth-page.tsx';
import { canMail } from '#server/mail/send-mail.ts';
import { tenantPage } from '../_guard.ts';
import { ForgotForm } from './client.tsx';

export const metadata: Metadata = { title: 'Forgotten password' };

export default async function ForgotPage({ params }: { params: Promise<{ tenant: string }> }) {
  await tenantPage((await params).tenant);
  return (
    <AuthPage title="Forgotten password">
      {canMail() ? (
        <ForgotForm />
      ) : (
        <p className="text-[13.5px] text-text-2">
          This portal sends no mail. Ask an owner of it for a link by which you choose a new password.
        </p>
      )}
      <p className="mt-4 text-[13px]">
        <a href="/sign-in" className="text-accent underline">
          Back to the sign-in
        </a>
      </p>
    </AuthPage>
  );
}
