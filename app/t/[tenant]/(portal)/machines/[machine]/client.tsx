'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useMemo, useState } from 'react';
import { TimeChart } from '#app/_components/charts/time-chart.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { signInPath } from '#app/_components/sign-in-path.ts';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { StateChip } from '#app/_components/tables/state-chip.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { LiveWord } from './_machine/live-word.tsx';
import { MachineActions } from './_machine/machine-actions.tsx';
import { MachineFacts } from './_machine/machine-facts.tsx';
import { memorySize } from './_machine/memory-size.ts';
import { PercentileTable } from './_machine/percentile-table.tsx';
import { RangeSelector } from './_machine/range-selector.tsx';
import { toPanels } from './_machine/to-panels.ts';
import { useHostSeries } from './_machine/use-host-series.ts';
import { RANGES, type Range } from './search-params.ts';

const STATE_REFRESH_MS = 10_000;
const NO_EVENTS = [] as const;

interface MachineClientProps {
  machine: string;
  range: Range;
  /** The server's clock, Unix ms. */
  now: number;
}

/** One machine over one range of time. */
export function MachineClient({ machine, range, now }: MachineClientProps) {
  const trpc = useTRPC();
  const [fault, setFault] = useState<string | null>(null);
  const shown = useQuery({
    ...trpc.machines.show.queryOptions({ machine }),
    refetchInterval: STATE_REFRESH_MS,
  });
  const host = useHostSeries(machine, range, now);
  const view = shown.data;
  const cpuCount = view?.cpu_count ?? null;
  const panels = useMemo(() => host.series && toPanels(host.series, cpuCount), [host.series, cpuCount]);
  const facts = view && [
    view.os,
    view.cpu_count && [view.cpu_count, view.cpu_model ?? 'CPUs'].join(' × '),
    memorySize(view.memory_total_mb),
    [view.cloud_provider, view.instance_type].filter(Boolean).join(' '),
  ];

  return (
    <>
      <PageHeader
        title={view?.display_name ?? machine}
        facts={
          <>
            {view && <StateChip state={view.status} />}
            <span className="min-w-0 text-[13px] text-text-2">{facts?.filter(Boolean).join(' · ')}</span>
          </>
        }
        actions={
          <>
            {host.live && <LiveWord state={host.live} quiet={host.quiet} />}
            <RangeSelector current={range} />
            <MachineActions
              machine={machine}
              window={{ start: host.start, end: host.end }}
              onError={setFault}
            />
          </>
        }
      />
      {fault && (
        <p role="alert" className="mb-4 rounded-card border border-line bg-act-weak px-4 py-2.5 text-act">
          {fault}
        </p>
      )}
      {host.live === 'ended' && (
        <p role="alert" className="mb-4 rounded-card border border-line bg-watch-weak px-4 py-2.5 text-watch">
          Your session has ended, so nothing new is drawn.{' '}
          <a
            className="font-semibold underline"
            href={signInPath(`/machines/${encodeURIComponent(machine)}?range=${range}`)}
          >
            Sign in again
          </a>
        </p>
      )}
      <div className="grid gap-4 min-[1100px]:grid-cols-2">
        {panels?.map((panel) => (
          <TimeChart
            key={panel.id}
            panel={panel}
            start={host.start}
            end={host.end}
            events={host.events ?? NO_EVENTS}
          />
        )) ??
          (host.error ? (
            <Card className="p-0 min-[1100px]:col-span-2">
              <ErrorState message={host.error.message} onRetry={() => host.refetch()} />
            </Card>
          ) : (
            ['cpu', 'memory', 'disk', 'network'].map((id) => (
              <Skeleton key={id} className="h-[222px] rounded-card" />
            ))
          ))}
      </div>
      <div className="mt-4 grid items-start gap-4 min-[1100px]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <PercentileTable
          machine={machine}
          window={{ start: host.statsEnd - RANGES[range], end: host.statsEnd }}
        />
        {view && <MachineFacts machine={view} />}
      </div>
    </>
  );
}
