'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useState } from 'react';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { LoadMore } from '#app/_components/load-more.tsx';
import { SecretOnce } from '#app/_components/secret-once.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useNow } from '#app/_components/use-now.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { CreateKey } from './_keys/create-key.tsx';
import { keyPages } from './_keys/key-pages.ts';
import { KeyTable } from './_keys/key-table.tsx';
import type { MadeKey } from './_keys/made-key.ts';

/** The tenant's API keys: make, rotate, revoke. `now` is the server's clock, Unix ms. */
export function ApiKeysClient({ now: serverNow }: { now: number }) {
  const trpc = useTRPC();
  const now = useNow(serverNow, 10_000);
  const list = useInfiniteQuery(trpc.apiKeys.list.infiniteQueryOptions(...keyPages));
  const [made, setMade] = useState<MadeKey | null>(null);
  const keys = list.data?.pages.flatMap((page) => page.api_keys) ?? [];
  const ending = useQuery(trpc.apiKeys.ending.queryOptions()).data ?? [];
  return (
    <>
      <PageHeader title="API keys" />
      {ending.length > 0 && (
        <p
          role="status"
          className="mb-4 rounded-card border border-line bg-watch-weak px-4 py-3 text-[13.5px] text-watch"
        >
          {ending.length === 1 ? `The key “${ending[0]?.name}” ends` : `${ending.length} keys end`} within 15
          days. Rotate: the new key works at once, and the old one until a day after the new one is first
          used. An agent takes its new key over by itself.
        </p>
      )}
      {made && (
        <SecretOnce title={made.title} secret={made.key} onDone={() => setMade(null)}>
          The key is shown once. It works until <LocalTime time={made.expiresAt} />.
        </SecretOnce>
      )}
      <CreateKey onKey={setMade} />
      {list.isPending && <Skeleton className="h-48 rounded-card" />}
      {list.isError && keys.length === 0 && (
        <Card className="p-0">
          <ErrorState message={list.error.message} onRetry={() => list.refetch()} />
        </Card>
      )}
      {list.data && keys.length === 0 && (
        <Card className="p-0">
          <EmptyState title="No key yet">
            <p>Make one above: for a machine that sends samples, or for a script that reads or manages.</p>
          </EmptyState>
        </Card>
      )}
      {keys.length > 0 && (
        <KeyTable keys={keys} ending={new Set(ending.map(({ id }) => id))} now={now} onKey={setMade} />
      )}
      <LoadMore list={list} />
    </>
  );
}
