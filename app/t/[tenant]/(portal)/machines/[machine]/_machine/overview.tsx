'use client';
import { Card } from '@tremor/react';
import { useMemo } from 'react';
import { TimeChart } from '#app/_components/charts/time-chart.tsx';
import type { Refresh } from '#app/_components/range/refresh.ts';
import { signInPath } from '#app/_components/sign-in-path.ts';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import type { MachineDetails } from '#app/_trpc/outputs.ts';
import { Busiest } from './busiest.tsx';
import { FindingsStrip } from './findings-strip.tsx';
import { HOST_SPECS } from './host-specs.ts';
import { LiveWord } from './live-word.tsx';
import { MachineFacts } from './machine-facts.tsx';
import { MachineRadar } from './machine-radar.tsx';
import type { Window } from './series-input.ts';
import { StatsTable } from './stats-table.tsx';
import { toPanel } from './to-panel.ts';
import { useHostSeries } from './use-host-series.ts';
import { useSettled } from './use-settled.ts';

const NO_EVENTS = [] as const;

interface OverviewProps {
  machine: string;
  view: MachineDetails | undefined;
  /** A window that stands, or null for one of `width` ms that moves with the clock. */
  fixed: Window | null;
  refresh: Refresh;
  width: number;
  /** The server's clock when the window was chosen, Unix ms. */
  now: number;
  /** What the figures are of. */
  window: Window;
  /** Path and query of the page, to come back to. */
  here: string;
}

/** The whole machine in four panels, which go on by themselves while the window moves. */
export function Overview({ machine, view, fixed, refresh, width, now, window, here }: OverviewProps) {
  const host = useHostSeries(machine, { width, fixed, refresh }, now);
  // What takes longer asks when the charts have their answer.
  const judged = useSettled(window, !host.turning);
  const cpuCount = view?.cpu_count ?? null;
  const { series } = host;
  const panels = useMemo(
    () => series && HOST_SPECS.overview.map((spec) => toPanel(spec, series, cpuCount)),
    [series, cpuCount],
  );
  const findings = useMemo(() => <FindingsStrip machine={machine} window={judged} />, [machine, judged]);
  // With each sample that arrives the charts are drawn again, and nothing else.
  const figures = useMemo(
    () => (
      <div className="mt-4 space-y-4">
        <MachineRadar machine={machine} window={judged} />
        <StatsTable tab="overview" machine={machine} window={judged} />
        <Busiest machine={machine} window={judged} />
        {view && <MachineFacts machine={view} />}
      </div>
    ),
    [machine, judged, view],
  );
  return (
    <>
      {host.live === 'ended' ? (
        <p role="alert" className="mb-4 rounded-card border border-line bg-watch-weak px-4 py-2.5 text-watch">
          Your session has ended, so nothing new is drawn.{' '}
          <a className="font-semibold underline" href={signInPath(here)}>
            Sign in again
          </a>
        </p>
      ) : (
        host.live && (
          <p className="mb-3">
            <LiveWord state={host.live} quiet={host.quiet} />
          </p>
        )
      )}
      {findings}
      <div
        aria-busy={host.turning}
        className={`grid gap-4 min-[1100px]:grid-cols-2 ${host.turning ? 'opacity-60 transition-opacity delay-150' : ''}`}
      >
        {panels?.map((panel) => (
          <TimeChart
            key={panel.id}
            panel={panel}
            start={host.start}
            end={host.end}
            events={host.events ?? NO_EVENTS}
            of={machine}
          />
        )) ??
          (host.error ? (
            <Card className="p-0 min-[1100px]:col-span-2">
              <ErrorState message={host.error.message} onRetry={() => host.refetch()} />
            </Card>
          ) : (
            HOST_SPECS.overview.map(({ id }) => <Skeleton key={id} className="h-[222px] rounded-card" />)
          ))}
      </div>
      {figures}
    </>
  );
}
