'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useMemo, useRef } from 'react';
import type { Kind } from '#agent/contract/sample.ts';
import { TimeChart } from '#app/_components/charts/time-chart.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useInView } from '#app/_components/use-in-view.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { describeBasis } from './describe-basis.ts';
import type { PanelSpec } from './panel-spec.ts';
import { seriesInput, type Window } from './series-input.ts';
import { toPanel } from './to-panel.ts';
import { useSettled } from './use-settled.ts';

export interface PanelSubject {
  machine: string;
  kind: Kind;
  /** '' for the host. */
  entity: string;
  cpuCount: number | null;
  window: Window;
}

interface LazyPanelProps extends PanelSubject {
  spec: PanelSpec;
  /** All panels of the subject: one question answers them together. */
  specs: readonly PanelSpec[];
}

/** A panel that asks for its data when it comes near the screen. What was never measured in the window has no panel. */
export function LazyPanel({ spec, specs, machine, kind, entity, cpuCount, window }: LazyPanelProps) {
  const trpc = useTRPC();
  const place = useRef<HTMLDivElement>(null);
  const seen = useInView(place);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.metrics.series.queryOptions(
      seriesInput(machine, window, { kind, specs, ...(entity !== '' && { entities: [entity] }) }),
    ),
    enabled: seen,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const panel = useMemo(
    () =>
      data &&
      toPanel(
        spec,
        {
          times: data.timestamps,
          bands: (entity === '' ? data.series : data.entities[entity]) ?? {},
          interval: data.resolutionSeconds * 1000,
          bucketed: !data.raw,
          basis: describeBasis(data),
        },
        cpuCount,
      ),
    [data, spec, entity, cpuCount],
  );
  // Until the next answer is there, the window is that of the former.
  const drawn = useSettled(window, !isPlaceholderData);
  if (data && panel && data.timestamps.length > 0 && panel.layers.length === 0) return null;
  return (
    <div ref={place} className="min-w-0">
      {data && panel ? (
        <TimeChart
          panel={entity === '' ? panel : { ...panel, id: `${panel.id}-${entity}` }}
          start={drawn.start}
          end={drawn.end}
          events={data.events}
          of={machine}
        />
      ) : error ? (
        <Card className="p-0">
          <ErrorState message={`${spec.title}: ${error.message}`} onRetry={() => refetch()} />
        </Card>
      ) : (
        <Skeleton className="h-[222px] rounded-card" />
      )}
    </div>
  );
}
