'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { breakGaps } from '#app/_components/charts/break-gaps.ts';
import { heatHeight } from '#app/_components/charts/heat-height.ts';
import type { PanelData } from '#app/_components/charts/panel.ts';
import { TimeChart } from '#app/_components/charts/time-chart.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { SeriesResult } from '#server/metrics/types.ts';
import { describeBasis } from './describe-basis.ts';
import type { Window } from './series-input.ts';

/** As many cells as can be told apart in a row. */
const MOST_CELLS = 240;
/** So many rows stand beside another panel; more take the whole width. */
const FEW = 8;

/** A panel without its plot, px. */
const FRAME = 50;

interface CoreHeatProps {
  machine: string;
  window: Window;
  /** As far as it is known, for the place that is kept. */
  cpuCount: number | null;
}

/** All CPUs as rows of a heat map; one CPU alone has none. Its panel below says what went wrong, when something did. */
export function CoreHeat({ machine, window, cpuCount }: CoreHeatProps) {
  const trpc = useTRPC();
  const { data, error } = useQuery({
    ...trpc.metrics.series.queryOptions({
      machine,
      kind: 'cpu',
      metrics: ['cpu_used'],
      maxPoints: MOST_CELLS,
      start: new Date(window.start),
      end: new Date(window.end),
    }),
    placeholderData: keepPreviousData,
  });
  const panel = useMemo(() => data && heatOf(data), [data]);
  const rows = panel?.layers.length ?? cpuCount ?? 0;
  if (error || (panel && rows < 2)) return null;
  return (
    <div className={rows > FEW ? 'panel-wide min-w-0' : 'min-w-0'}>
      {panel && data ? (
        <TimeChart panel={panel} start={window.start} end={window.end} events={data.events} of={machine} />
      ) : (
        <Skeleton className="min-h-[222px] rounded-card" height={heatHeight(rows) + FRAME} />
      )}
    </div>
  );
}

function heatOf(series: SeriesResult): PanelData {
  const cores = Object.entries(series.entities);
  const { times, columns } = breakGaps(
    series.timestamps,
    cores.map(([, metrics]) => metrics.cpu_used?.avg ?? []),
    series.resolutionSeconds * 1000,
  );
  return {
    id: 'core-heat',
    title: 'All CPUs',
    quantity: 'percent',
    note: 'used',
    basis: describeBasis(series),
    stacked: false,
    heat: true,
    yMax: 100,
    bucketed: false,
    times,
    peak: null,
    layers: cores.map(([name], index) => {
      const values = columns[index] ?? [];
      return { key: name, label: name, color: '--s-user', avg: values, min: values, max: values };
    }),
  };
}
