'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { Icon } from '../icon.tsx';

const LOOK_MS = 600_000;
const PUT_AWAY = 'perfanalysis.ending-keys';

/**
 * Says on every page which API keys end within 15 days, to those who may rotate them. Put away, it stays so until the
 * browser is closed or another key comes near its end.
 */
export function KeyBanner() {
  const trpc = useTRPC();
  const path = usePathname();
  const ending = useQuery({
    ...trpc.apiKeys.ending.queryOptions(),
    staleTime: LOOK_MS,
    refetchInterval: LOOK_MS,
  }).data;
  const [put, setPut] = useState<string | null>(null);
  // Its own page says it, too.
  if (!ending || ending.length === 0 || path === '/api-keys') return null;
  const ids = ending.map(({ id }) => id).join(' ');
  if (put === ids || remembered() === ids) return null;
  const putAway = () => {
    setPut(ids);
    try {
      window.sessionStorage.setItem(PUT_AWAY, ids);
    } catch {
      // A browser without storage: put away until the page is loaded anew.
    }
  };
  return (
    <aside
      aria-label="API keys that end"
      className="mt-3 flex items-center gap-3 rounded-card border border-line bg-watch-weak px-4 py-2.5 text-[13.5px] text-watch"
    >
      <p className="min-w-0 flex-1 break-words">
        {ending.length === 1 ? `The API key “${ending[0]?.name}” ends` : `${ending.length} API keys end`}{' '}
        within 15 days.{' '}
        <Link href="/api-keys" className="font-medium underline">
          Rotate {ending.length === 1 ? 'it' : 'them'}
        </Link>
      </p>
      <button type="button" className="btn btn-icon" aria-label="Put this away" onClick={putAway}>
        <Icon name="close" />
      </button>
    </aside>
  );
}

/** What was put away in this browser session. Only asked for once the query has answered: never on the server. */
function remembered(): string | null {
  try {
    return window.sessionStorage.getItem(PUT_AWAY);
  } catch {
    return null;
  }
}
