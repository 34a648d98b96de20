'use client';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useRef } from 'react';
import { Radar } from '#app/_components/charts/radar.tsx';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useInView } from '#app/_components/use-in-view.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { Figure } from '../search-params.ts';
import { compareAxes } from './compare-axes.ts';
import { CompareTable } from './compare-table.tsx';
import type { Side } from './sides.ts';

interface CompareFiguresProps {
  sides: readonly Side[];
  figure: Figure;
  hrefOf: (figure: Figure) => string;
}

/** What the statistics of all sides say: their radars over one another, and a table. They take their time. */
export function CompareFigures({ sides, figure, hrefOf }: CompareFiguresProps) {
  const trpc = useTRPC();
  const { preferences } = usePreferences();
  const place = useRef<HTMLDivElement>(null);
  const seen = useInView(place);
  const answers = useQueries({
    queries: sides.map(({ machine, window }) => ({
      ...trpc.metrics.stats.queryOptions(
        { machine, start: new Date(window.start), end: new Date(window.end) },
        { trpc: { context: { alone: true } } },
      ),
      enabled: seen,
      placeholderData: keepPreviousData,
    })),
  });
  const failed = answers.find(({ error }) => error);
  const known = answers.flatMap(({ data }) => data ?? []);
  const stats = known.length === sides.length ? known : null;
  const radar = stats && compareAxes(sides, stats, preferences);
  return (
    <div ref={place} className="mt-4 space-y-4">
      {failed?.error ? (
        <Card className="p-0">
          <ErrorState
            message={failed.error.message}
            onRetry={() => {
              for (const { error, refetch } of answers) if (error) void refetch();
            }}
          />
        </Card>
      ) : (
        <>
          <Card className="min-w-0 p-0" data-testid="radar">
            <h2 className="px-3.5 pt-3 pb-1 text-[13.5px] font-semibold">How near to the ceilings</h2>
            <div className="px-3.5 pb-3">
              {radar ? (
                <Radar title="How near to the ceilings" {...radar} />
              ) : (
                <Skeleton className="h-[330px]" />
              )}
            </div>
          </Card>
          <CompareTable sides={sides} stats={stats} figure={figure} hrefOf={hrefOf} />
        </>
      )}
    </div>
  );
}
