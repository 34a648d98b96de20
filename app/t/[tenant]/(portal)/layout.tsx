import type { ReactNode } from 'react';
import { Shell } from '#app/_components/shell/shell.tsx';
import { currentUser } from '../_guard.ts';

/** The frame of the signed-in pages. Without a session the page itself redirects: it knows where to come back to. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  if (!user) return children;
  return (
    <Shell tenantName={user.tenant.name} user={user.actor}>
      {children}
    </Shell>
  );
}
