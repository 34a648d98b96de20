import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { MessagePage } from '#app/_components/states/message-page.tsx';
import { TrpcProvider } from '#app/_trpc/provider.tsx';
import { tenantPage } from './_guard.ts';

type Props = LayoutProps<'/t/[tenant]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await tenantPage((await params).tenant);
  return { title: { default: tenant.name, template: `%s · ${tenant.name} · PerfAnalysis` } };
}

/** Every page of a tenant's host. */
export default async function TenantLayout({
  params,
  children,
}: {
  params: Props['params'];
  children: ReactNode;
}) {
  const { suspended } = await tenantPage((await params).tenant);
  if (suspended)
    return (
      <MessagePage title="This portal is suspended">
        Its data is kept. Please ask whoever runs this installation.
      </MessagePage>
    );
  return <TrpcProvider>{children}</TrpcProvider>;
}
