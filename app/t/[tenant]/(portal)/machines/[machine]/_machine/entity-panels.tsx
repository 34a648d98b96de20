'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useState } from 'react';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { EntitySpecs } from './entity-specs.ts';
import { LazyPanel, type PanelSubject } from './lazy-panel.tsx';
import { rankEntities } from './rank-entities.ts';

/** So many points tell which entities are the busiest. */
const POINTS = 10;
/** So many are shown at first. */
const AT_FIRST = 8;

interface EntityPanelsProps extends Omit<PanelSubject, 'kind' | 'entity'> {
  specs: EntitySpecs;
  /** Whether they are all that the section has. */
  isAll: boolean;
}

/** The panels of each CPU, disk, interface, file system or container, the busiest first. */
export function EntityPanels({ specs, isAll, machine, window, cpuCount }: EntityPanelsProps) {
  const trpc = useTRPC();
  const [all, setAll] = useState(false);
  const { kind, rank, panels } = specs;
  const found = useQuery({
    ...trpc.metrics.series.queryOptions({
      machine,
      kind,
      metrics: [rank],
      maxPoints: POINTS,
      start: new Date(window.start),
      end: new Date(window.end),
    }),
    placeholderData: keepPreviousData,
  });
  if (!found.data)
    return found.error ? (
      <Card className="mt-4 p-0">
        <ErrorState message={found.error.message} onRetry={() => found.refetch()} />
      </Card>
    ) : (
      <Skeleton className="mt-4 h-[222px] rounded-card" />
    );
  // CPUs have an order of their own; of the others the busy ones matter.
  const names = kind === 'cpu' ? Object.keys(found.data.entities) : rankEntities(found.data.entities, rank);
  if (names.length === 0 && isAll)
    return (
      <Card className="p-0">
        <EmptyState title="None in this range">
          <p>Nothing of this kind was measured. Choose a wider range.</p>
        </EmptyState>
      </Card>
    );
  const shown = all ? names : names.slice(0, AT_FIRST);
  const subject = { machine, kind, cpuCount, window };
  const single = panels.length === 1;
  const grid = 'grid gap-4 min-[1100px]:grid-cols-2';
  return (
    <>
      {names.length > 0 && (
        <h2 className="mt-6 mb-3 text-[15px] font-semibold">
          {specs.title} <span className="num text-[13px] font-normal text-text-2">{names.length}</span>
        </h2>
      )}
      <div className={single ? `${grid} min-[1500px]:grid-cols-3` : 'space-y-6'}>
        {shown.map((entity) =>
          single ? (
            panels.map((spec) => (
              <LazyPanel
                key={entity}
                {...subject}
                entity={entity}
                specs={panels}
                spec={{ ...spec, title: entity }}
              />
            ))
          ) : (
            <section key={entity} aria-label={entity}>
              <h3 className="mb-2 text-[13.5px] font-semibold break-all">{entity}</h3>
              <div className={`${grid} min-[1500px]:grid-cols-3`}>
                {panels.map((spec) => (
                  <LazyPanel key={spec.id} {...subject} entity={entity} specs={panels} spec={spec} />
                ))}
              </div>
            </section>
          ),
        )}
      </div>
      {names.length > shown.length && (
        <button type="button" className="btn mt-4" onClick={() => setAll(true)}>
          Show all {names.length}
        </button>
      )}
    </>
  );
}
