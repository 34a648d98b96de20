'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import Link from 'next/link';
import { formatBytes } from '#app/_components/format/format-bytes.ts';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { isUnderWay } from './_reports/is-under-way.ts';
import { ReportState } from './_reports/report-state.tsx';

const REFRESH_MS = 2000;

/** All reports of the tenant, newest first; looked at again while one is being made. */
export function ReportsClient() {
  const trpc = useTRPC();
  const reports = useQuery({
    ...trpc.reports.list.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.reports.some(isUnderWay) ? REFRESH_MS : false),
  });
  return (
    <>
      <PageHeader title="Reports" />
      {reports.isPending && <Skeleton className="h-72 rounded-card" />}
      {reports.isError && (
        <Card className="p-0">
          <ErrorState message={reports.error.message} onRetry={() => reports.refetch()} />
        </Card>
      )}
      {reports.data?.reports.length === 0 && (
        <Card className="p-0">
          <EmptyState title="No report yet">
            <p>
              Open a machine in the{' '}
              <Link href="/" className="text-accent underline">
                fleet
              </Link>
              , choose a range and press “Report”. It is made in the background and stays here.
            </p>
          </EmptyState>
        </Card>
      )}
      {reports.data && reports.data.reports.length > 0 && (
        <Card className="overflow-hidden p-0">
          <Table className="data-table">
            <TableHead>
              <TableRow>
                <TableHeaderCell scope="col">Machine</TableHeaderCell>
                <TableHeaderCell scope="col">Range</TableHeaderCell>
                <TableHeaderCell scope="col">State</TableHeaderCell>
                <TableHeaderCell scope="col" className="text-right">
                  Size
                </TableHeaderCell>
                <TableHeaderCell scope="col" className="text-right">
                  Ordered
                </TableHeaderCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {reports.data.reports.map((report) => (
                <TableRow key={report.id} className="hover:bg-surface-2">
                  <TableCell>
                    <Link
                      href={`/reports/${report.id}`}
                      className="font-medium text-text underline-offset-2 hover:underline"
                    >
                      {report.machine.display_name ?? report.machine.machine_id}
                    </Link>
                  </TableCell>
                  <TableCell>
                    <LocalRange start={new Date(report.start)} end={new Date(report.end)} />
                  </TableCell>
                  <TableCell>
                    <ReportState status={report.status} />
                  </TableCell>
                  <TableCell className="num text-right">
                    {report.byte_count === null ? '–' : formatBytes(report.byte_count)}
                  </TableCell>
                  <TableCell className="num text-right">
                    <LocalTime time={new Date(report.created_at)} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
    </>
  );
}
