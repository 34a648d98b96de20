import type { ReactNode } from 'react';
import { knownZone, ownPreferences } from '#app/_components/preferences/own-preferences.ts';
import { PreferencesProvider } from '#app/_components/preferences/preferences-provider.tsx';
import { Shell } from '#app/_components/shell/shell.tsx';
import { DEFAULT_PREFERENCES } from '#server/accounts/preferences.ts';
import { currentUser } from '../_guard.ts';

/** The frame of the signed-in pages. Without a session the page itself redirects: it knows where to come back to. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  if (!user) return children;
  const [preferences, zone] = await Promise.all([ownPreferences(), knownZone()]);
  return (
    <PreferencesProvider initial={preferences ?? DEFAULT_PREFERENCES} knownZone={zone}>
      <Shell tenantName={user.tenant.name} user={user.actor}>
        {children}
      </Shell>
    </PreferencesProvider>
  );
}
