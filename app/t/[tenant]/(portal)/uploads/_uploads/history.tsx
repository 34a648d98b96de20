'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Card, TableBody, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { LoadMore } from '#app/_components/load-more.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { isUnderWay } from '#app/_components/uploads/is-under-way.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { historyPages } from './history-pages.ts';
import { HistoryRow } from './history-row.tsx';

const LOOK_MS = 1000;
const COLUMNS = ['File', 'State', 'Machine', 'Rows', 'Range', 'By', 'When'] as const;
const FIGURES: readonly string[] = ['Rows', 'When'];

interface HistoryProps {
  maySend: boolean;
  /** Whether this tab is sending files. */
  busy: boolean;
}

/** All uploads of the tenant, newest first; looked at again while one is being worked on. */
export function History({ maySend, busy }: HistoryProps) {
  const trpc = useTRPC();
  const history = useInfiniteQuery({
    ...trpc.uploads.list.infiniteQueryOptions(...historyPages),
    refetchInterval: ({ state }) =>
      busy || state.data?.pages.some(({ uploads }) => uploads.some(isUnderWay)) ? LOOK_MS : false,
  });
  const uploads = history.data?.pages.flatMap((page) => page.uploads) ?? [];
  return (
    <section aria-labelledby="history" className="mt-6">
      <h2 id="history" className="mb-2 text-[15px] font-semibold">
        History
      </h2>
      {history.isPending && <Skeleton className="h-48 rounded-card" />}
      {history.isError && uploads.length === 0 && (
        <Card className="p-0">
          <ErrorState message={history.error.message} onRetry={() => history.refetch()} />
        </Card>
      )}
      {history.data && uploads.length === 0 && (
        <Card className="p-0">
          <EmptyState title="No upload yet">
            <p>
              {maySend
                ? 'Drop a file above, or take the sample CSV to see how it goes. What was uploaded stays listed here.'
                : 'What members upload is listed here.'}
            </p>
          </EmptyState>
        </Card>
      )}
      {uploads.length > 0 && (
        <Card className="overflow-hidden p-0">
          <WideTable label="Uploaded files">
            <TableHead>
              <TableRow>
                {COLUMNS.map((label) => (
                  <TableHeaderCell
                    key={label}
                    scope="col"
                    className={FIGURES.includes(label) ? 'text-right' : ''}
                  >
                    {label}
                  </TableHeaderCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {uploads.map((upload) => (
                <HistoryRow
                  key={upload.upload_id}
                  upload={upload}
                  columns={COLUMNS.length}
                  mayGiveUp={maySend}
                />
              ))}
            </TableBody>
          </WideTable>
        </Card>
      )}
      <LoadMore list={history} />
    </section>
  );
}
