'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useState } from 'react';
import { FormFault } from '#app/_components/form-fault.tsx';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { isUnderWay } from '../_reports/is-under-way.ts';
import { ReportState } from '../_reports/report-state.tsx';
import { reportTitle } from '../_reports/report-title.ts';
import { ReportActions } from './_report/report-actions.tsx';
import { ReportProgress } from './_report/report-progress.tsx';
import { ReportViewer } from './_viewer/report-viewer.tsx';

const POLL_MS = 1000;

/** One report: how far it is, then its pages. */
export function ReportClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const [fault, setFault] = useState<string | null>(null);
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
  const { status, error, start, end } = report.data;
  return (
    <>
      <PageHeader
        title={reportTitle(report.data)}
        facts={
          <>
            <ReportState status={status} />
            <span className="text-[13px] text-text-2">
              <LocalRange start={new Date(start)} end={new Date(end)} />
            </span>
          </>
        }
        actions={<ReportActions report={report.data} onError={setFault} />}
      />
      <FormFault text={fault} />
      {isUnderWay(report.data) && <ReportProgress report={report.data} />}
      {status === 'failed' && (
        <Card className="p-0">
          <EmptyState title="This report could not be made">
            <p role="alert">{error ?? 'The cause is in the log of the server.'}</p>
            <p className="mt-2">“Try again” makes it with the same choices.</p>
          </EmptyState>
        </Card>
      )}
      {status === 'cancelled' && (
        <Card className="p-0">
          <EmptyState title="This report was given up">
            <p>“Try again” makes it with the same choices.</p>
          </EmptyState>
        </Card>
      )}
      {status === 'done' && (
        <ReportViewer
          formats={report.data.formats}
          path={`/api/v1/reports/${encodeURIComponent(id)}/download`}
        />
      )}
    </>
  );
}
