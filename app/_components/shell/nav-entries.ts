import { type Permission, ROLE_SCOPES, type Role } from '#server/tenancy/context.ts';
import type { IconName } from '../icon.tsx';

interface NavEntry {
  href: string;
  label: string;
  icon: IconName;
  /** Path prefixes that belong to this entry. */
  covers: readonly string[];
  /** What a member needs to have anything to do there; without it everybody has. */
  needs?: Permission;
}

interface NavSection {
  title: string;
  entries: readonly NavEntry[];
}

const SECTIONS: readonly NavSection[] = [
  {
    title: 'Watch',
    entries: [
      { href: '/', label: 'Fleet', icon: 'fleet', covers: ['/machines/', '/add-machine'] },
      { href: '/live', label: 'Live', icon: 'live', covers: [] },
      { href: '/compare', label: 'Compare', icon: 'compare', covers: [] },
    ],
  },
  {
    title: 'Data',
    entries: [
      { href: '/uploads', label: 'Uploads', icon: 'upload', covers: [] },
      { href: '/collections', label: 'Collections', icon: 'clock', covers: [] },
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

/** The pages that concern a role, by section. */
export function navSections(role: Role): NavSection[] {
  return SECTIONS.map(({ title, entries }) => ({
    title,
    entries: entries.filter(({ needs }) => !needs || ROLE_SCOPES[role].includes(needs)),
  })).filter(({ entries }) => entries.length > 0);
}
