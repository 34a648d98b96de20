'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { ROLE_SCOPES, type Role } from '#server/tenancy/context.ts';
import { usePreferences } from '../../preferences/preferences-context.ts';
import { navSections } from '../nav-entries.ts';
import type { PaletteEntry } from './palette-entry.ts';

interface PaletteEntries {
  entries: PaletteEntry[];
  /** The machines could not be fetched, and are not among the entries. */
  isError: boolean;
  refetch: () => unknown;
}

/** Everything the palette offers to a role. Machines come when they have been fetched. */
export function usePaletteEntries(role: Role): PaletteEntries {
  const trpc = useTRPC();
  const router = useRouter();
  const { change } = usePreferences();
  const machines = useQuery(trpc.machines.list.queryOptions());
  const entries = useMemo(() => {
    const to = (href: string) => () => router.push(href);
    const scopes = ROLE_SCOPES[role];
    const found = (machines.data ?? []).map(
      ({ id, machine_id, display_name, hostname, status }): PaletteEntry => ({
        id: `machine ${id}`,
        group: 'Machines',
        label: display_name ?? machine_id,
        icon: 'screen',
        hint: status,
        words: [machine_id, hostname].filter(Boolean).join(' '),
        run: to(`/machines/${encodeURIComponent(machine_id)}`),
      }),
    );
    const pages = navSections(role).flatMap(({ title, entries }) =>
      entries.map(
        ({ href, label, icon }): PaletteEntry => ({
          id: `page ${href}`,
          group: 'Pages',
          label,
          icon,
          words: title,
          run: to(href),
        }),
      ),
    );
    const act = (label: string, icon: PaletteEntry['icon'], run: () => void): PaletteEntry => ({
      id: `action ${label}`,
      group: 'Actions',
      label,
      icon,
      run,
    });
    const actions = [
      ...(scopes.includes('admin') ? [act('Add a machine', 'plus', to('/add-machine'))] : []),
      ...(scopes.includes('write') ? [act('Upload data', 'upload', to('/uploads'))] : []),
      act('Use the light theme', 'settings', () => change({ theme: 'light' })),
      act('Use the dark theme', 'settings', () => change({ theme: 'dark' })),
      act('Use the theme of the system', 'settings', () => change({ theme: 'system' })),
      act('Show times in UTC', 'clock', () => change({ timeZone: 'utc' })),
      act('Show times in my zone', 'clock', () => change({ timeZone: 'browser' })),
    ];
    return [...found, ...pages, ...actions];
  }, [machines.data, role, router, change]);
  return { entries, isError: machines.isError && !machines.data, refetch: machines.refetch };
}
