'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/** The other portals that one is a member of; nothing without any. */
export function OtherPortals() {
  const { data: portals = [], isError, refetch } = useQuery(useTRPC().sessions.portals.queryOptions());
  if (portals.length === 0)
    return isError ? (
      <Card className="mb-4 max-w-xl p-5">
        <h2 className="mb-2 text-[15px] font-semibold">Your other portals</h2>
        <InlineError message="They could not be listed." onRetry={() => refetch()} />
      </Card>
    ) : null;
  return (
    <Card className="mb-4 max-w-xl p-5">
      <h2 className="mb-2 text-[15px] font-semibold">Your other portals</h2>
      <p className="mb-3 text-[13px] text-text-2">Each asks you to sign in there.</p>
      <ul className="divide-y divide-line text-[13.5px]">
        {portals.map(({ slug, name, url }) => (
          <li key={slug} className="flex flex-wrap items-baseline gap-x-3 py-2">
            <a href={url} className="min-w-0 font-medium break-words text-accent underline">
              {name}
            </a>
            <span className="font-mono text-xs break-all text-text-2">{new URL(url).host}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
