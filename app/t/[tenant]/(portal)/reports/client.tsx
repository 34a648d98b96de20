'use client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import Link from 'next/link';
import { useDeferredValue, useState } from 'react';
import { Icon } from '#app/_components/icon.tsx';
import { LoadMore } from '#app/_components/load-more.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { ROLE_SCOPES } from '#server/tenancy/context.ts';
import { BrandingForm } from './_reports/branding-form.tsx';
import { isUnderWay } from './_reports/is-under-way.ts';
import { ReportFilters } from './_reports/report-filters.tsx';
import { ReportNav } from './_reports/report-nav.tsx';
import { reportPages, type ShownReports } from './_reports/report-pages.ts';
import { ReportTable } from './_reports/report-table.tsx';

const REFRESH_MS = 2000;

/** All reports of the tenant, newest first; looked at again while one is being made. */
export function ReportsClient() {
  const trpc = useTRPC();
  const [filter, setFilter] = useState<ShownReports>({});
  const shown = useDeferredValue(filter);
  const list = useInfiniteQuery({
    ...trpc.reports.list.infiniteQueryOptions(...reportPages(shown)),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ reports }) => reports.some(isUnderWay)) ? REFRESH_MS : false,
  });
  const role = useQuery(trpc.sessions.me.queryOptions()).data?.role;
  const reports = list.data?.pages.flatMap((page) => page.reports) ?? [];
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader
        title="Reports"
        facts={<ReportNav at="/reports" />}
        actions={
          <>
            {role !== undefined && ROLE_SCOPES[role].includes('admin') && <BrandingForm />}
            <Link href="/reports/new" className="btn btn-primary">
              <Icon name="plus" />
              New report
            </Link>
          </>
        }
      />
      {(reports.length > 0 || filtered) && <ReportFilters onFilter={setFilter} />}
      {list.isPending && <Skeleton className="h-72 rounded-card" />}
      {list.isError && reports.length === 0 && (
        <Card className="p-0">
          <ErrorState message={list.error.message} onRetry={() => list.refetch()} />
        </Card>
      )}
      {list.data && reports.length === 0 && (
        <Card className="p-0">
          <EmptyState title={filtered ? 'Nothing here' : 'No report yet'}>
            {filtered ? (
              <p>No report fits the filter. Choose a wider one.</p>
            ) : (
              <p>
                Make a{' '}
                <Link href="/reports/new" className="text-accent underline">
                  new report
                </Link>
                , or open a machine, choose a range and press “Report”. It is made in the background and stays
                here.
              </p>
            )}
          </EmptyState>
        </Card>
      )}
      {reports.length > 0 && <ReportTable reports={reports} />}
      <LoadMore list={list} />
    </>
  );
}
