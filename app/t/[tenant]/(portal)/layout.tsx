import type { ReactNode } from 'react';
import { knownZone, ownPreferences } from '#app/_components/preferences/own-preferences.ts';
import { PreferencesProvider } from '#app/_components/preferences/preferences-provider.tsx';
import { Shell } from '#app/_components/shell/shell.tsx';
import { DEFAULT_PREFERENCES } from '#server/accounts/preferences.ts';
import { currentUser, tenantPage } from '../_guard.ts';
import { ClosingPage } from './_closing/closing-page.tsx';

/** The frame of the signed-in pages. Without a session the page itself redirects: it knows where to come back to. */
export default async function PortalLayout({
  params,
  children,
}: {
  params: Promise<{ tenant: string }>;
  children: ReactNode;
}) {
  const user = await currentUser();
  if (!user) return children;
  const { deleteAfter } = await tenantPage((await params).tenant);
  if (deleteAfter) return <ClosingPage name={user.tenant.name} deleteAfter={deleteAfter} />;
  const [preferences, zone] = await Promise.all([ownPreferences(), knownZone()]);
  return (
    <PreferencesProvider initial={preferences ?? DEFAULT_PREFERENCES} knownZone={zone}>
      <Shell tenantName={user.tenant.name} user={user.actor}>
        {children}
      </Shell>
    </PreferencesProvider>
  );
}
