'use client';
import { Card } from '@tremor/react';
import { useRef } from 'react';
import { Radar } from '#app/_components/charts/radar.tsx';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useInView } from '#app/_components/use-in-view.ts';
import { drawnAxis, machineAxes } from './radar-axes.ts';
import type { Window } from './series-input.ts';
import { useStats } from './use-stats.ts';

/** How near a machine is to each of its ceilings at p95. */
export function MachineRadar({ machine, window }: { machine: string; window: Window }) {
  const { preferences } = usePreferences();
  const place = useRef<HTMLDivElement>(null);
  const seen = useInView(place);
  const { data, error, refetch } = useStats(machine, window, seen);
  const axes = data ? machineAxes(data) : [];
  const drawn = axes.map((axis) => drawnAxis(axis, preferences));
  return (
    <Card ref={place} className="min-w-0 p-0" data-testid="radar">
      <div className="px-3.5 pt-3 pb-1">
        <h2 className="text-[13.5px] font-semibold">How near to the ceilings</h2>
      </div>
      <div className="px-3.5 pb-3">
        {data ? (
          <Radar
            title="How near to the ceilings"
            axes={axes.map(({ label }, index) => ({ label, ceiling: drawn[index]?.ceiling ?? '' }))}
            shapes={[
              {
                label: 'Value',
                color: '--s-user',
                shares: drawn.map(({ share }) => share),
                values: drawn.map(({ value }) => value),
              },
            ]}
          />
        ) : error ? (
          <ErrorState message={error.message} onRetry={() => refetch()} />
        ) : (
          <Skeleton className="h-[330px]" />
        )}
      </div>
    </Card>
  );
}
