import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { AuthPage } from '#app/_components/auth-page.tsx';
import { AppError } from '#server/errors.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { findReport } from '#server/reports/find-report.ts';
import { noteOpened } from '#server/reports/sharing/note-opened.ts';
import { openShare } from '#server/reports/sharing/open-share.ts';
import { tenantPage } from '../../_guard.ts';
import { SharedReport } from './client.tsx';

// The token is in the address: no other site may learn it from a link, and no search engine keep it.
export const metadata: Metadata = {
  title: 'Report',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};

export default async function SharedPage({ params }: { params: Promise<{ tenant: string; token: string }> }) {
  const { tenant, token } = await params;
  await tenantPage(tenant);
  const asked = await headers();
  const visitor = {
    host: asked.get('host'),
    token,
    address: clientAddress(new Headers(asked)),
  };
  try {
    const share = await openShare(visitor);
    const report = await findReport(share.ctx, share.reportId);
    await noteOpened(share);
    return (
      <main className="mx-auto max-w-[1100px] px-4 pb-10">
        <SharedReport
          report={report}
          portal={share.ctx.tenant.name}
          path={`/api/shared-reports/${encodeURIComponent(token)}`}
          until={share.expiresAt.toISOString()}
        />
      </main>
    );
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return (
      <AuthPage
        title={error.code === 'RATE_LIMITED' ? 'Too many requests' : 'This link is not valid any more'}
      >
        <p className="text-[13.5px] text-text-2">{error.message}</p>
      </AuthPage>
    );
  }
}
