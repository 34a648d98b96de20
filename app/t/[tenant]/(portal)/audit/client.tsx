'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Card, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { useState } from 'react';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { Icon } from '#app/_components/icon.tsx';
import { LoadMore } from '#app/_components/load-more.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { AuditFilter } from '#server/audit/audit-filter.ts';
import type { AuditView } from '#server/audit/list-audit.ts';
import { auditPages } from './_audit/audit-pages.ts';
import { Filters } from './_audit/filters.tsx';
import { detailWords, verbWords } from './_audit/verb-words.ts';

/** Of what has no name. */
const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who did what, when and from where. */
export function AuditClient() {
  const trpc = useTRPC();
  const [filter, setFilter] = useState<AuditFilter>({});
  const list = useInfiniteQuery(trpc.audit.list.infiniteQueryOptions(...auditPages(filter)));
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  const query = new URLSearchParams(
    Object.entries(filter).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  );
  return (
    <>
      <PageHeader
        title="Audit"
        actions={
          <a href={`/audit/export.csv?${query}`} className="btn" download>
            <Icon name="download" />
            CSV
          </a>
        }
      />
      <Filters onFilter={setFilter} />
      {list.isPending && <Skeleton className="h-72 rounded-card" />}
      {list.isError && entries.length === 0 && (
        <Card className="p-0">
          <ErrorState message={list.error.message} onRetry={() => list.refetch()} />
        </Card>
      )}
      {list.data && entries.length === 0 && (
        <Card className="p-0">
          <EmptyState title="Nothing here">
            <p>Nothing that fits the filter was recorded. Choose a wider one.</p>
          </EmptyState>
        </Card>
      )}
      {entries.length > 0 && <Entries entries={entries} />}
      <LoadMore list={list} />
    </>
  );
}

function Entries({ entries }: { entries: readonly AuditView[] }) {
  return (
    <Card className="overflow-hidden p-0">
      <WideTable label="What happened">
        <TableHead>
          <TableRow>
            {['When', 'Who', 'What', 'Details', 'From', 'Result'].map((label) => (
              <TableHeaderCell key={label} scope="col">
                {label}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={entry.id} className="hover:bg-surface-2">
              <TableCell className="num text-text-2">
                <LocalTime time={entry.at} />
              </TableCell>
              <TableCell className="max-w-[30ch] truncate" title={whoWords(entry)}>
                {whoWords(entry)}
              </TableCell>
              <TableCell>
                {verbWords(entry.verb)}
                {entry.target !== null && (
                  <span
                    className={`block max-w-[36ch] truncate ${IDENTIFIER.test(entry.target) ? 'font-mono text-xs text-text-2' : 'font-medium'}`}
                    title={entry.target}
                  >
                    {entry.target}
                  </span>
                )}
              </TableCell>
              <TableCell className="max-w-[36ch] truncate text-text-2" title={detailWords(entry.details)}>
                {detailWords(entry.details) || '–'}
              </TableCell>
              <TableCell className="num text-text-2">{entry.address ?? '–'}</TableCell>
              <TableCell>
                <span className={`chip ${entry.result === 'done' ? 'chip-mute' : 'chip-act'}`}>
                  {entry.result}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </WideTable>
    </Card>
  );
}

function whoWords({ actorKind, actorId, actorName }: AuditView): string {
  if (actorKind === 'job') return 'the portal itself';
  if (actorKind === 'key') return `key ${actorName ?? actorId}`;
  return actorName ?? (actorId === 'unknown' ? 'somebody unknown' : 'a former member');
}
