'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Icon } from '#app/_components/icon.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { Window } from './series-input.ts';

interface MachineActionsProps {
  machine: string;
  window: Window;
  onError: (message: string) => void;
}

/** Takes the shown window away: as CSV at once, or as a report that is made in the background. */
export function MachineActions({ machine, window, onError }: MachineActionsProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const report = useMutation({
    ...trpc.reports.request.mutationOptions(),
    onSuccess: ({ id }) => router.push(`/reports/${id}`),
    onError: (error) => onError(`The report could not be ordered. ${error.message}`),
  });
  const start = new Date(window.start);
  const end = new Date(window.end);
  const query = new URLSearchParams({
    machine_id: machine,
    start: start.toISOString(),
    end: end.toISOString(),
    format: 'csv',
  });
  return (
    <>
      <a className="btn" href={`/api/v1/performance/export?${query}`} download>
        <Icon name="download" />
        Export CSV
      </a>
      <button
        type="button"
        className="btn btn-primary"
        disabled={report.isPending || report.isSuccess}
        onClick={() => report.mutate({ machine, start, end })}
      >
        {report.isPending || report.isSuccess ? 'Ordering' : 'Report'}
      </button>
    </>
  );
}
