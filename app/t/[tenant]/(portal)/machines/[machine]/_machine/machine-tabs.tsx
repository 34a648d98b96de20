'use client';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import type { Kind } from '#agent/contract/sample.ts';
import { type MachineSearch, TABS, type Tab } from '../search-params.ts';
import { viewQuery } from '../view-query.ts';

const LABELS: Record<Tab, string> = {
  overview: 'Overview',
  cpu: 'CPU',
  memory: 'Memory',
  disk: 'Disk',
  network: 'Network',
  filesystems: 'File systems',
  containers: 'Containers',
  quality: 'Data quality',
  sessions: 'Sessions',
  settings: 'Settings',
};
/** Tabs that are there only when the machine has samples of a kind. */
const ONLY_WITH: Partial<Record<Tab, Kind>> = { filesystems: 'filesystem', containers: 'container' };

/** The sections of a machine's page. Those that it has nothing for are left out. */
export function MachineTabs({ search, kinds }: { search: MachineSearch; kinds: readonly Kind[] }) {
  const shown = TABS.filter((tab) => {
    const kind = ONLY_WITH[tab];
    return tab === search.tab || kind === undefined || kinds.includes(kind);
  });
  const bar = useRef<HTMLElement>(null);
  // On a phone the chosen one may be beyond the edge.
  useEffect(() => {
    const chosen = bar.current?.querySelector<HTMLElement>(`[data-tab="${search.tab}"]`);
    if (bar.current && chosen)
      bar.current.scrollLeft = chosen.offsetLeft + chosen.offsetWidth / 2 - bar.current.clientWidth / 2;
  }, [search.tab]);
  return (
    <nav
      ref={bar}
      aria-label="Sections"
      className="relative mb-4 flex overflow-x-auto border-b border-line text-[13.5px]"
    >
      {shown.map((tab) => (
        <Link
          key={tab}
          data-tab={tab}
          href={`?${viewQuery({ ...search, tab })}`}
          scroll={false}
          prefetch={false}
          aria-current={tab === search.tab ? 'page' : undefined}
          className="-mb-px shrink-0 rounded-t-md border-b-2 border-transparent px-3 py-2 whitespace-nowrap text-text-2 -outline-offset-2 hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-text"
        >
          {LABELS[tab]}
        </Link>
      ))}
    </nav>
  );
}
