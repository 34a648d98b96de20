import type { ReactNode } from 'react';
import { ROLE_SCOPES, type Role } from '#server/tenancy/context.ts';
import { Brand } from '../brand.tsx';
import { UndoProvider } from '../undo/undo-provider.tsx';
import { IntentLink } from './intent-link.tsx';
import { KeyBanner } from './key-banner.tsx';
import { NavLinks } from './nav-links.tsx';
import { CommandPalette } from './palette/command-palette.tsx';
import { EarlyKeyScript } from './palette/early-key-script.tsx';
import { PaletteButton } from './palette/palette-button.tsx';
import { RoleWatch } from './role-watch.tsx';
import { SideNav } from './side-nav.tsx';
import { UserMenu } from './user-menu.tsx';

interface ShellProps {
  tenantName: string;
  user: { name: string; email: string; role: Role };
  children: ReactNode;
}

/** The frame of every signed-in page: navigation at the left, the page at the right. */
export function Shell({ tenantName, user, children }: ShellProps) {
  return (
    <div className="min-h-dvh min-[900px]:grid min-[900px]:grid-cols-[216px_minmax(0,1fr)]">
      <a
        href="#content"
        className="btn btn-primary fixed top-2 left-2 z-50 -translate-y-20 focus-visible:translate-y-0"
      >
        Skip to the content
      </a>
      <RoleWatch role={user.role} />
      <EarlyKeyScript />
      <CommandPalette role={user.role} />
      <SideNav
        brand={
          <IntentLink href="/" className="rounded-md">
            <Brand />
          </IntentLink>
        }
        tools={<PaletteButton small />}
      >
        <p className="mx-0.5 mb-1 flex items-center gap-2 rounded-lg border border-line px-2.5 py-[7px] text-[13px]">
          <span
            aria-hidden="true"
            className="grid size-5 shrink-0 place-items-center rounded-[5px] bg-accent text-[11px] font-semibold text-on-accent"
          >
            {tenantName.slice(0, 1).toUpperCase()}
          </span>
          <span className="min-w-0 truncate">{tenantName}</span>
        </p>
        <PaletteButton />
        <nav aria-label="Portal" className="min-[900px]:flex-1">
          <NavLinks role={user.role} />
        </nav>
        <div className="mt-3 border-t border-line pt-2">
          {/* Named one by one: what a client component is given, the browser can read. */}
          <UserMenu name={user.name} email={user.email} role={user.role} />
        </div>
      </SideNav>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 pb-10 outline-none min-[900px]:px-6">
        <UndoProvider>
          {ROLE_SCOPES[user.role].includes('admin') && <KeyBanner />}
          {children}
        </UndoProvider>
      </main>
    </div>
  );
}
