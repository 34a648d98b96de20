'use client';
import { useQuery } from '@tanstack/react-query';
import { TableCell, TableRow } from '@tremor/react';
import { useId, useState } from 'react';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { Icon } from '#app/_components/icon.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { UploadFault } from '#app/_components/uploads/upload-fault.tsx';
import { UploadResult } from '#app/_components/uploads/upload-result.tsx';
import type { ListedUpload } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { GiveUp } from './give-up.tsx';
import { UploadState } from './upload-state.tsx';

interface HistoryRowProps {
  upload: ListedUpload;
  columns: number;
  /** Whether the member may end it. */
  mayGiveUp: boolean;
}

/** One upload; a press on its file shows what came of it. */
export function HistoryRow({ upload, columns, mayGiveUp }: HistoryRowProps) {
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const { result } = upload;
  const ended = upload.status === 'done' || upload.status === 'failed';
  const others = (result?.machines?.length ?? 1) - 1;
  return (
    <>
      <TableRow className="hover:bg-surface-2">
        <TableCell>
          {ended ? (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={open ? detailsId : undefined}
              onClick={() => setOpen(!open)}
              className="flex max-w-[34ch] items-center gap-1.5 font-medium underline-offset-2 hover:underline"
            >
              <span className={`text-text-3 ${open ? '' : '-rotate-90'}`}>
                <Icon name="chevron" />
              </span>
              <span className="truncate" title={upload.file_name}>
                {upload.file_name}
              </span>
            </button>
          ) : (
            <span className="block max-w-[34ch] truncate pl-[22px] font-medium" title={upload.file_name}>
              {upload.file_name}
            </span>
          )}
        </TableCell>
        <TableCell>
          <UploadState upload={upload} />
          {mayGiveUp && upload.status === 'receiving' && <GiveUp upload={upload} />}
        </TableCell>
        <TableCell>
          {result?.machine_id ?? upload.machine_id ?? '–'}
          {others > 0 && <span className="text-text-2"> and {others} more</span>}
        </TableCell>
        <TableCell className="num text-right">
          {result ? result.records_processed.toLocaleString('en-US') : '–'}
        </TableCell>
        <TableCell>
          {result ? (
            <LocalRange start={new Date(result.data_range.start)} end={new Date(result.data_range.end)} />
          ) : (
            '–'
          )}
        </TableCell>
        <TableCell className="text-text-2">{upload.sender ?? '–'}</TableCell>
        <TableCell className="num text-right">
          <LocalTime time={new Date(upload.created_at)} />
        </TableCell>
      </TableRow>
      {open && ended && (
        <TableRow>
          <TableCell colSpan={columns}>
            <div
              id={detailsId}
              className="sticky left-3 whitespace-normal w-[calc(100vw-4.5rem)] max-w-4xl py-2 min-[900px]:w-[calc(100vw-216px-6.5rem)] min-[900px]:pl-[22px]"
            >
              {result ? <UploadResult result={result} /> : <Failed uploadId={upload.upload_id} />}
            </div>
          </TableCell>
        </TableRow>
      )}
    </>
  );
}

function Failed({ uploadId }: { uploadId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.uploads.show.queryOptions({ upload_id: uploadId }));
  if (error && !data) return <InlineError message={error.message} onRetry={() => refetch()} />;
  return data?.error ? <UploadFault fault={data.error} /> : <Skeleton className="h-16" />;
}
