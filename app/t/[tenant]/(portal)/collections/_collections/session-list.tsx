'use client';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Card, TableBody, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useState } from 'react';
import { FormFault } from '#app/_components/form-fault.tsx';
import { LoadMore } from '#app/_components/load-more.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { SessionView } from '#server/collection-sessions/session-view.ts';
import { ROLE_SCOPES } from '#server/tenancy/context.ts';
import { CompareBar } from './compare-bar.tsx';
import { SessionFilters } from './session-filters.tsx';
import { type ShownSessions, sessionPages } from './session-pages.ts';
import { sessionRange } from './session-range.ts';
import { SessionRow } from './session-row.tsx';

const REFRESH_MS = 30_000;

/** Collection sessions, newest first, with filters; on a machine's page only its own. */
export function SessionList({ machine }: { machine?: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [filter, setFilter] = useState<ShownSessions>({});
  const [chosen, setChosen] = useState<readonly SessionView[]>([]);
  const shown = useDeferredValue(filter);
  const list = useInfiniteQuery({
    ...trpc.collections.list.infiniteQueryOptions(...sessionPages({ ...shown, ...(machine && { machine }) })),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const role = useQuery(trpc.sessions.me.queryOptions()).data?.role;
  const may = (scope: 'write' | 'admin') => role !== undefined && ROLE_SCOPES[role].includes(scope);
  const report = useMutation({
    ...trpc.reports.request.mutationOptions(),
    onSuccess: ({ id }) => router.push(`/reports/${id}`),
  });
  const order = (session: SessionView) => {
    const { from, to } = sessionRange(session);
    report.mutate({ machine: session.machine_id, start: new Date(from), end: new Date(to) });
  };
  const choose = (session: SessionView, on: boolean) =>
    setChosen(on ? [...chosen, session] : chosen.filter(({ id }) => id !== session.id));
  const sessions = list.data?.pages.flatMap((page) => page.sessions) ?? [];
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <SessionFilters {...(machine !== undefined && { machine })} onFilter={setFilter} />
      <FormFault text={report.error ? `The report could not be ordered. ${report.error.message}` : null} />
      {list.isPending && <Skeleton className="h-72 rounded-card" />}
      {list.isError && sessions.length === 0 && (
        <Card className="p-0">
          <ErrorState message={list.error.message} onRetry={() => list.refetch()} />
        </Card>
      )}
      {list.data && sessions.length === 0 && (
        <Card className="p-0">
          <EmptyState title={filtered ? 'Nothing here' : 'No session yet'}>
            <p>
              {filtered
                ? 'No session fits the filter. Choose a wider one.'
                : 'An agent that delivers begins one; it ends after two minutes of silence.'}
            </p>
          </EmptyState>
        </Card>
      )}
      {sessions.length > 0 && (
        <Card className="overflow-hidden p-0">
          <WideTable label="Collection sessions">
            <TableHead>
              <TableRow>
                <TableHeaderCell scope="col" className="w-8 pr-0">
                  <span className="sr-only">Compare</span>
                </TableHeaderCell>
                <TableHeaderCell scope="col">Time</TableHeaderCell>
                {machine === undefined && <TableHeaderCell scope="col">Machine</TableHeaderCell>}
                <TableHeaderCell scope="col">State</TableHeaderCell>
                <TableHeaderCell scope="col" className="text-right">
                  Length
                </TableHeaderCell>
                <TableHeaderCell scope="col" className="text-right">
                  Samples
                </TableHeaderCell>
                <TableHeaderCell scope="col">
                  <span className="sr-only">Actions</span>
                </TableHeaderCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {sessions.map((session) => {
                const isChosen = chosen.some(({ id }) => id === session.id);
                return (
                  <SessionRow
                    key={session.id}
                    session={session}
                    withMachine={machine === undefined}
                    mayEdit={may('write')}
                    mayRemove={may('admin')}
                    chosen={isChosen}
                    mayChoose={isChosen || chosen.length < 2}
                    onChoose={(on) => choose(session, on)}
                    onReport={() => order(session)}
                    ordering={report.isPending || report.isSuccess}
                  />
                );
              })}
            </TableBody>
          </WideTable>
        </Card>
      )}
      {sessions.length > 1 && <CompareBar chosen={chosen} onClear={() => setChosen([])} />}
      <LoadMore list={list} />
    </>
  );
}
