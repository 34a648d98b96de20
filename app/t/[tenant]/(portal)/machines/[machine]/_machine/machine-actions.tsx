'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { Kind } from '#agent/contract/sample.ts';
import type { Period } from '#app/_components/range/period.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { compareHref } from '../../../compare/view-query.ts';
import { ExportMenu } from './export-menu.tsx';
import type { Window } from './series-input.ts';

interface MachineActionsProps {
  machine: string;
  window: Window;
  period: Period;
  kinds: readonly Kind[];
  onError: (message: string) => void;
}

/** Takes the shown window away: as a file at once, or as a report that is made in the background. */
export function MachineActions({ machine, window, period, kinds, onError }: MachineActionsProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const report = useMutation({
    ...trpc.reports.request.mutationOptions(),
    onSuccess: ({ id }) => router.push(`/reports/${id}`),
    onError: (error) => onError(`The report could not be ordered. ${error.message}`),
  });
  return (
    <>
      <Link className="btn" href={compareHref([machine], period)} prefetch={false}>
        Compare
      </Link>
      <ExportMenu machine={machine} window={window} kinds={kinds} />
      <button
        type="button"
        className="btn btn-primary"
        disabled={report.isPending || report.isSuccess}
        onClick={() => report.mutate({ machine, start: new Date(window.start), end: new Date(window.end) })}
      >
        {report.isPending || report.isSuccess ? 'Ordering' : 'Report'}
      </button>
    </>
  );
}
