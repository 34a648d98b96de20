'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Zoom, ZoomContext } from '#app/_components/charts/zoom-context.ts';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import { Icon } from '#app/_components/icon.tsx';
import { MachineZoneContext } from '#app/_components/preferences/use-zone.ts';
import { RangePicker } from '#app/_components/range/range-picker.tsx';
import { refreshPause } from '#app/_components/range/refresh.ts';
import { ViewOptions } from '#app/_components/range/view-options.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { StateChip } from '#app/_components/tables/state-chip.tsx';
import { useNow } from '#app/_components/use-now.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { SessionList } from '../../collections/_collections/session-list.tsx';
import { judgedWindow } from './_machine/judged-window.ts';
import { MachineActions } from './_machine/machine-actions.tsx';
import { MachineSettings } from './_machine/machine-settings.tsx';
import { MachineTabs } from './_machine/machine-tabs.tsx';
import { memorySize } from './_machine/memory-size.ts';
import { MetricTab } from './_machine/metric-tab.tsx';
import { NothingHere } from './_machine/nothing-here.tsx';
import { Overview } from './_machine/overview.tsx';
import { QualitySection } from './_machine/quality-section.tsx';
import { seriesInput } from './_machine/series-input.ts';
import { refreshEvery } from './_machine/use-host-series.ts';
import { useViewWindow } from './_machine/use-view-window.ts';
import { movingWidth } from './_machine/window-of.ts';
import { zoomedPeriod } from './_machine/zoomed-period.ts';
import type { Tab } from './search-params.ts';
import { useMachineSearch } from './use-machine-search.ts';
import { machineHref, type View, viewQuery } from './view-query.ts';

const STATE_REFRESH_MS = 10_000;
/** Sections that are not about a stretch of time. */
const timeless: ReadonlySet<Tab> = new Set(['sessions', 'settings']);
const NOTHING_YET = { kinds: [], first: null, last: null };

interface MachineClientProps {
  machine: string;
  /** What the reader prefers to see when the address names no time. */
  range: string | undefined;
  /** The server's clock, Unix ms. */
  now: number;
}

/** One machine over one range of time. */
export function MachineClient({ machine, range, now: serverNow }: MachineClientProps) {
  const trpc = useTRPC();
  const [search, show] = useMachineSearch(range);
  const [fault, setFault] = useState<string | null>(null);
  const shown = useQuery({
    ...trpc.machines.show.queryOptions({ machine }),
    refetchInterval: STATE_REFRESH_MS,
  });
  const reach = useQuery({
    ...trpc.metrics.extent.queryOptions({ machine }),
    refetchInterval: STATE_REFRESH_MS,
  });
  const extent = reach.data ?? NOTHING_YET;
  const { tab, period, back, refresh } = search;
  const { fixed, now } = useViewWindow(period, extent, serverNow);
  const width = movingWidth(period);
  const paced = useNow(now, refreshPause(refresh, refreshEvery(width)));
  const window = useMemo(() => fixed ?? { start: paced - width, end: paced }, [fixed, paced, width]);
  const view = shown.data;
  const empty =
    extent.first === null || extent.first >= window.end || (extent.last ?? window.end) < window.start;

  const delivering = fixed === null && view?.status === 'online' ? (view.interval_seconds ?? 1) : null;

  const queries = useQueryClient();
  const go = useCallback(
    (to: View) => {
      if (tab === 'overview' && 'from' in to.period) {
        // What is still asked about the window that is left would hold this one up.
        if (to.period.from !== window.start || to.period.to !== window.end)
          for (const { queryKey } of [trpc.metrics.stats.pathFilter(), trpc.reports.findings.pathFilter()])
            void queries.cancelQueries({ queryKey });
        // Asked for at once, while the page is still turning to it.
        void queries.prefetchQuery({
          ...trpc.metrics.series.queryOptions(
            seriesInput(machine, { start: to.period.from, end: to.period.to }),
          ),
          staleTime: Number.POSITIVE_INFINITY,
        });
      }
      show({ tab, refresh, ...to });
    },
    [queries, trpc, machine, show, tab, refresh, window],
  );
  const shownNow = useRef({ go, period, back });
  useEffect(() => {
    shownNow.current = { go, period, back };
  });
  // Always the same one: charts need not be drawn again because they lead elsewhere now.
  const [zoom] = useState<Zoom>(() => ({
    into: (from, to) => {
      const { go, period, back } = shownNow.current;
      go({ period: zoomedPeriod(from, to), back: back ?? period });
    },
    out: () => {
      const { go, back } = shownNow.current;
      if (back) go({ period: back });
    },
  }));
  const facts = view && [
    view.os,
    view.cpu_count && [view.cpu_count, view.cpu_model ?? 'CPUs'].join(' × '),
    memorySize(view.memory_total_mb),
    [view.cloud_provider, view.instance_type].filter(Boolean).join(' '),
  ];

  return (
    <MachineZoneContext value={view?.time_zone ?? null}>
      <ZoomContext value={zoom}>
        <PageHeader
          title={view?.display_name ?? machine}
          facts={
            <>
              {view && <StateChip state={view.status} />}
              <span className="min-w-0 text-[13px] text-text-2">{facts?.filter(Boolean).join(' · ')}</span>
            </>
          }
          actions={
            <MachineActions
              machine={machine}
              window={window}
              period={period}
              kinds={extent.kinds}
              onError={setFault}
            />
          }
        />
        <MachineTabs search={search} kinds={extent.kinds} />
        {((shown.isError && !view && tab !== 'settings') || (reach.isError && !reach.data)) && (
          <InlineError
            message="What is known of this machine could not be read."
            onRetry={() => {
              void shown.refetch();
              void reach.refetch();
            }}
            className="mb-4"
          />
        )}
        {[...(view?.warnings ?? []), ...(fault ? [fault] : [])].map((text) => (
          <p
            key={text}
            role="alert"
            className={`mb-4 rounded-card border border-line px-4 py-2.5 text-[13.5px] ${
              text === fault ? 'bg-act-weak text-act' : 'bg-watch-weak text-watch'
            }`}
          >
            {text}
          </p>
        ))}
        {timeless.has(tab) || (
          <div className="z-10 -mx-1 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 bg-bg px-1 py-1.5 min-[900px]:sticky min-[900px]:top-0">
            {back && (
              <button type="button" className="btn" onClick={zoom.out}>
                <Icon name="previous" />
                Back
              </button>
            )}
            <span className="min-w-0 text-[13px] text-text-2" data-testid="shown-range">
              <LocalRange start={new Date(window.start)} end={new Date(window.end)} />
            </span>
            <div className="flex max-w-full flex-wrap items-center gap-2 min-[900px]:ml-auto">
              <RangePicker
                period={period}
                hrefOf={(to) => `?${viewQuery({ period: to, tab, refresh })}`}
                onShow={(to) => go({ period: to })}
                window={window}
                machine={machine}
              />
              <ViewOptions refresh={refresh} onRefresh={(to) => go({ period, refresh: to, back })} />
            </div>
          </div>
        )}
        <div>
          {tab === 'sessions' ? (
            <SessionList machine={machine} />
          ) : tab === 'settings' ? (
            <MachineSettings view={view} error={shown.error} onRetry={() => shown.refetch()} />
          ) : reach.data && empty ? (
            <NothingHere extent={extent} tab={tab} />
          ) : tab === 'overview' ? (
            <Overview
              machine={machine}
              view={view}
              fixed={fixed}
              refresh={refresh}
              width={width}
              now={now}
              window={window}
              here={machineHref(machine, search)}
            />
          ) : tab === 'quality' ? (
            <QualitySection machine={machine} window={judgedWindow(window, extent.first, delivering)} />
          ) : (
            <MetricTab
              key={tab}
              tab={tab}
              machine={machine}
              window={window}
              kinds={extent.kinds}
              cpuCount={view?.cpu_count ?? null}
            />
          )}
        </div>
      </ZoomContext>
    </MachineZoneContext>
  );
}
