'use client';
import Link, { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import { type Permission, ROLE_SCOPES, type Role } from '#server/tenancy/context.ts';
import { Icon, type IconName } from '../icon.tsx';

interface Entry {
  href: string;
  label: string;
  icon: IconName;
  /** Path prefixes that belong to this entry. */
  covers: readonly string[];
  /** What a member needs to have anything to do there; without it everybody has. */
  needs?: Permission;
}

const SECTIONS: readonly { title: string; entries: readonly Entry[] }[] = [
  {
    title: 'Watch',
    entries: [{ href: '/', label: 'Fleet', icon: 'fleet', covers: ['/machines/', '/add-machine'] }],
  },
  {
    title: 'Data',
    entries: [
      { href: '/uploads', label: 'Uploads', icon: 'upload', covers: [] },
      { href: '/reports', label: 'Reports', icon: 'report', covers: ['/reports/'] },
    ],
  },
  { title: 'Connect', entries: [{ href: '/api-docs', label: 'API', icon: 'code', covers: [] }] },
  {
    title: 'Manage',
    entries: [
      { href: '/members', label: 'Members', icon: 'people', covers: [] },
      { href: '/api-keys', label: 'API keys', icon: 'key', covers: [], needs: 'admin' },
      { href: '/audit', label: 'Audit', icon: 'list', covers: [], needs: 'admin' },
      { href: '/settings', label: 'Settings', icon: 'settings', covers: [], needs: 'admin' },
    ],
  },
  {
    title: 'You',
    entries: [
      { href: '/account', label: 'Account', icon: 'person', covers: [] },
      { href: '/sessions', label: 'Sessions', icon: 'screen', covers: [] },
    ],
  },
];

function Pending() {
  const { pending } = useLinkStatus();
  return pending ? (
    <span aria-hidden="true" className="skeleton ml-auto size-1.5 rounded-full bg-accent" />
  ) : null;
}

/** The entries of the navigation that concern the role, the present one marked. */
export function NavLinks({ role }: { role: Role }) {
  const path = usePathname();
  return SECTIONS.map((section) => (
    <div key={section.title}>
      <p className="px-2.5 pt-3 pb-1 text-[11px] font-semibold tracking-wide text-text-2">{section.title}</p>
      <ul>
        {section.entries.map((entry) => {
          if (entry.needs && !ROLE_SCOPES[role].includes(entry.needs)) return null;
          const here = path === entry.href || entry.covers.some((prefix) => path.startsWith(prefix));
          return (
            <li key={entry.href}>
              <Link
                href={entry.href}
                aria-current={here ? 'page' : undefined}
                className="flex items-center gap-2.5 rounded-[7px] px-2.5 py-1.5 text-[13.5px] text-text-2 hover:bg-surface-2 aria-[current=page]:bg-accent-weak aria-[current=page]:font-[550] aria-[current=page]:text-accent"
              >
                <Icon name={entry.icon} />
                {entry.label}
                <Pending />
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  ));
}
