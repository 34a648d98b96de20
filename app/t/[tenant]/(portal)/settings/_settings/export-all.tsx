'use client';
import { useQuery } from '@tanstack/react-query';
import { FormFault } from '#app/_components/form-fault.tsx';
import { formatBytes } from '#app/_components/format/format-bytes.ts';
import { Icon } from '#app/_components/icon.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { ProgressBar } from '#app/_components/uploads/progress-bar.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { SectionCard } from './section-card.tsx';
import { useDownload } from './use-download.ts';

const WHERE = '/api/v1/tenant/export';
const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

/** Everything the portal has, as one zip. */
export function ExportAll() {
  const trpc = useTRPC();
  const size = useQuery(trpc.settings.size.queryOptions());
  const { state, start, stop } = useDownload(WHERE);
  const about = size.data;
  return (
    <SectionCard
      title="Export everything"
      lead="One zip: machines, samples as Parquet, reports, uploads, members, settings and the audit trail, with the SHA-256 of each file. No keys and no passwords."
    >
      <FormFault text={state.kind === 'failed' ? state.fault : null} />
      {size.isPending && <Skeleton className="mb-3 h-5 w-64" />}
      {size.isError && !about && (
        <InlineError
          message="How much it is could not be read."
          onRetry={() => size.refetch()}
          className="mb-3"
        />
      )}
      {about && (
        <p className="mb-3 text-[13.5px]" data-testid="export-size">
          {count(about.machines, 'machine', 'machines')}, {count(about.samples, 'row', 'rows')} of samples,{' '}
          {count(about.reports, 'report', 'reports')}: about {formatBytes(about.bytes)}.
        </p>
      )}
      {state.kind === 'running' && (
        <div className="mb-3 space-y-1.5">
          <ProgressBar
            label="Export"
            share={about && about.bytes > 0 ? Math.min(0.99, state.bytes / about.bytes) : null}
          />
          <p className="text-[13px] text-text-2">{formatBytes(state.bytes)} have come.</p>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {state.kind === 'running' ? (
          <button type="button" className="btn" onClick={stop}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            className="btn"
            onClick={() => start(about?.bytes ?? Number.POSITIVE_INFINITY)}
          >
            <Icon name="download" />
            Export everything
          </button>
        )}
        <p role="status" className="text-[13px] text-good">
          {state.kind === 'done' && `Done: ${formatBytes(state.bytes)}.`}
          {state.kind === 'handed' && 'Your browser saves it and shows how far it is.'}
        </p>
      </div>
    </SectionCard>
  );
}
