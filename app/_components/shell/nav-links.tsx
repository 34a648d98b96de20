'use client';
import { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import type { Role } from '#server/tenancy/context.ts';
import { Icon } from '../icon.tsx';
import { IntentLink } from './intent-link.tsx';
import { navSections } from './nav-entries.ts';

function Pending() {
  const { pending } = useLinkStatus();
  return pending ? (
    <span aria-hidden="true" className="skeleton ml-auto size-1.5 rounded-full bg-accent" />
  ) : null;
}

/** The entries of the navigation that concern the role, the present one marked. */
export function NavLinks({ role }: { role: Role }) {
  const path = usePathname();
  return navSections(role).map((section) => (
    <div key={section.title}>
      <p className="px-2.5 pt-3 pb-1 text-[11px] font-semibold tracking-wide text-text-2">{section.title}</p>
      <ul>
        {section.entries.map((entry) => {
          const here = path === entry.href || entry.covers.some((prefix) => path.startsWith(prefix));
          return (
            <li key={entry.href}>
              <IntentLink
                href={entry.href}
                aria-current={here ? 'page' : undefined}
                className="flex items-center gap-2.5 rounded-[7px] px-2.5 py-1.5 text-[13.5px] text-text-2 hover:bg-surface-2 aria-[current=page]:bg-accent-weak aria-[current=page]:font-[550] aria-[current=page]:text-accent"
              >
                <Icon name={entry.icon} />
                {entry.label}
                <Pending />
              </IntentLink>
            </li>
          );
        })}
      </ul>
    </div>
  ));
}
