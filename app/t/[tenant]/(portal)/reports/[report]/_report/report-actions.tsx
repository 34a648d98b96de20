'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { Icon } from '#app/_components/icon.tsx';
import type { ReportView } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { ROLE_SCOPES } from '#server/tenancy/context.ts';
import { isUnderWay } from '../../_reports/is-under-way.ts';
import { reportTitle } from '../../_reports/report-title.ts';
import { ShareMenu } from './share-menu.tsx';

interface ReportActionsProps {
  report: ReportView;
  onError: (message: string | null) => void;
}

/** What can be done with a report: take it away, share it, make it anew, give it up, delete it. */
export function ReportActions({ report, onError }: ReportActionsProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { id, status } = report;
  const role = useQuery(trpc.sessions.me.queryOptions()).data?.role;
  const mayWrite = role !== undefined && ROLE_SCOPES[role].includes('write');
  const onFault = { onError: ({ message }: { message: string }) => onError(message) };
  const rerun = useMutation({
    ...trpc.reports.rerun.mutationOptions(),
    ...onFault,
    onSuccess: (made) => router.push(`/reports/${made.id}`),
  });
  const cancel = useMutation({
    ...trpc.reports.cancel.mutationOptions(),
    ...onFault,
    onSettled: () => queries.invalidateQueries(trpc.reports.pathFilter()),
  });
  const remove = useMutation({
    ...trpc.reports.delete.mutationOptions(),
    onSuccess: async () => {
      router.push('/reports');
      await queries.invalidateQueries(trpc.reports.list.pathFilter());
    },
  });
  const file = (format: string) => `/api/v1/reports/${encodeURIComponent(id)}/download?format=${format}`;
  if (isUnderWay(report))
    return (
      mayWrite && (
        <button
          type="button"
          className="btn"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate({ id })}
        >
          Give up
        </button>
      )
    );
  return (
    <>
      {mayWrite && (
        <ConfirmButton
          label="Delete"
          title={`Delete “${reportTitle(report)}”?`}
          onConfirm={() => remove.mutateAsync({ id })}
        >
          <p>Its files and all links to it are gone for good. The samples stay.</p>
        </ConfirmButton>
      )}
      {status === 'done' && mayWrite && <ShareMenu id={id} />}
      <button
        type="button"
        className={status === 'done' ? 'btn' : 'btn btn-primary'}
        disabled={rerun.isPending || rerun.isSuccess}
        onClick={() => rerun.mutate({ id, newer: status === 'done' })}
      >
        {status === 'done' ? 'Run again up to now' : 'Try again'}
      </button>
      {status === 'done' &&
        report.formats.map((format) => (
          <a
            key={format}
            className={format === report.formats[0] ? 'btn btn-primary' : 'btn'}
            href={file(format)}
            download
          >
            <Icon name="download" />
            Download {format.toUpperCase()}
          </a>
        ))}
    </>
  );
}
