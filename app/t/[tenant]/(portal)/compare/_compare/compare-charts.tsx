'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useMemo } from 'react';
import { metricsOf } from '#agent/contract/metrics.ts';
import { TimeChart } from '#app/_components/charts/time-chart.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { compareEvents, comparePanels } from './compare-panels.ts';
import { seriesQuestion } from './series-question.ts';
import { commonWindow, type Side } from './sides.ts';

const NO_EVENTS = [] as const;

/** Of each metric the sides over one another, and beside it how far they are apart; all under one cursor. */
export function CompareCharts({ sides, metrics }: { sides: readonly Side[]; metrics: readonly string[] }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery({
    ...trpc.metrics.compare.queryOptions(seriesQuestion(sides, metrics)),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  // After another choice the former answer is still there for a moment: it belongs to other sides.
  const results = data?.length === sides.length ? data : undefined;
  const drawn = useMemo(() => {
    if (!results) return undefined;
    const shown = metricsOf('host').filter(({ id }) => metrics.includes(id));
    // Of many machines the marks would cover the lines; gaps are seen as gaps.
    const events = sides.length === 2 ? compareEvents(sides, results) : NO_EVENTS;
    return { events, panels: comparePanels(shown, sides, results) };
  }, [results, sides, metrics]);
  const { start, end } = commonWindow(sides);
  const shifted = sides.some(({ window }) => window.start !== start);
  const of = [...new Set(sides.map(({ machine }) => machine))].join('-');

  if (error)
    return (
      <Card className="p-0">
        <ErrorState message={error.message} onRetry={() => refetch()} />
      </Card>
    );
  return (
    <>
      {shifted && (
        <p className="mb-3 text-[13px] text-text-2">
          A and B are laid over one another at their starts; the time axis is that of A.
        </p>
      )}
      <div className="grid gap-4 min-[1100px]:grid-cols-2" data-testid="compare-charts">
        {drawn
          ? drawn.panels.flatMap(({ series, difference }) =>
              [series, difference].map((panel) => (
                <TimeChart
                  key={panel.id}
                  panel={panel}
                  start={start}
                  end={end}
                  events={panel.signed ? NO_EVENTS : drawn.events}
                  of={of}
                />
              )),
            )
          : metrics.flatMap((id) =>
              ['series', 'difference'].map((part) => (
                <Skeleton key={`${id} ${part}`} className="h-[222px] rounded-card" />
              )),
            )}
      </div>
    </>
  );
}
