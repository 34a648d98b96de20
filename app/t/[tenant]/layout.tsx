import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { MessagePage } from '#app/_components/states/message-page.tsx';
import { TrpcProvider } from '#app/_trpc/provider.tsx';
import { currentUser, tenantPage } from './_guard.ts';

interface Props {
  params: Promise<{ tenant: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { tenant } = await tenantPage((await params).tenant);
  return { title: { default: tenant.name, template: `%s · ${tenant.name} · PerfAnalysis` } };
}

/** Every page of a tenant's host. */
export default async function TenantLayout({ params, children }: Props) {
  const { suspended, deleteAfter } = await tenantPage((await params).tenant);
  if (suspended && deleteAfter === null)
    return (
      <MessagePage title="This portal is suspended">
        Its data is kept. Please ask whoever runs this installation.
      </MessagePage>
    );
  const isStranger = deleteAfter !== null && (await currentUser()) === null;
  return (
    <TrpcProvider>
      {isStranger && (
        <p className="border-b border-line bg-watch-weak px-4 py-3 text-center text-[13.5px] text-watch">
          This portal is closed and will be deleted on <LocalTime time={deleteAfter} />. An owner can sign in
          and take it back.
        </p>
      )}
      {children}
    </TrpcProvider>
  );
}
