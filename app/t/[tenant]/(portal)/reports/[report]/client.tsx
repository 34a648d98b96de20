'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import dynamic from 'next/dynamic';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import { Icon } from '#app/_components/icon.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { isUnderWay } from '../_reports/is-under-way.ts';
import { ReportState } from '../_reports/report-state.tsx';

const POLL_MS = 1000;

// pdf.js needs a browser.
const PdfViewer = dynamic(() => import('./_viewer/pdf-viewer.tsx').then((module) => module.PdfViewer), {
  ssr: false,
  loading: () => <Skeleton className="h-[70vh] rounded-card" />,
});

/** One report: how far it is, then its pages. */
export function ReportClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const report = useQuery({
    ...trpc.reports.show.queryOptions({ id }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false),
  });
  if (report.isPending) return <Skeleton className="mt-16 h-[70vh] rounded-card" />;
  if (report.isError)
    return (
      <Card className="mt-16 p-0">
        <ErrorState message={report.error.message} onRetry={() => report.refetch()} />
      </Card>
    );
  const { status, error, machine, start, end } = report.data;
  const file = `/api/v1/reports/${encodeURIComponent(id)}/download`;
  return (
    <>
      <PageHeader
        title={`Report on ${machine.display_name ?? machine.machine_id}`}
        facts={
          <>
            <ReportState status={status} />
            <span className="text-[13px] text-text-2">
              <LocalRange start={new Date(start)} end={new Date(end)} />
            </span>
          </>
        }
        actions={
          status === 'done' && (
            <a className="btn btn-primary" href={file} download>
              <Icon name="download" />
              Download PDF
            </a>
          )
        }
      />
      {isUnderWay(report.data) && (
        <Card className="p-0">
          <div role="status">
            <EmptyState
              title={status === 'queued' ? 'Waiting for its turn' : 'Reading samples and drawing charts'}
            >
              <p>This takes a few seconds. You may leave this page; the report stays in the list.</p>
              <div className="progress-line mx-auto mt-6" />
            </EmptyState>
          </div>
        </Card>
      )}
      {status === 'failed' && (
        <Card className="p-0">
          <EmptyState title="This report could not be made">
            <p role="alert">{error ?? 'The cause is in the log of the server.'}</p>
            <p className="mt-2">Order it again from the machine’s page.</p>
          </EmptyState>
        </Card>
      )}
      {status === 'done' && <PdfViewer file={file} />}
    </>
  );
}
