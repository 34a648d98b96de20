import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { MessagePage } from '#app/_components/states/message-page.tsx';
import { TrpcProvider } from '#app/_trpc/provider.tsx';
import { tenantPage } from './_guard.ts';

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
  const { suspended } = await tenantPage((await params).tenant);
  if (suspended)
    return (
      <MessagePage title="This portal is suspended">
        Its data is kept. Please ask whoever runs this installation.
      </MessagePage>
    );
  return <TrpcProvider>{children}</TrpcProvider>;
}
