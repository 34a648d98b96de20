'use client';
import { Fragment } from 'react';
import type { Kind } from '#agent/contract/sample.ts';
import { CoreHeat } from './core-heat.tsx';
import { EntityPanels } from './entity-panels.tsx';
import { ENTITY_SPECS } from './entity-specs.ts';
import { FillTable } from './fill-table.tsx';
import { HOST_SPECS } from './host-specs.ts';
import { LazyPanel } from './lazy-panel.tsx';
import { MemoryNow } from './memory-now.tsx';
import type { Window } from './series-input.ts';
import { StatsTable } from './stats-table.tsx';

interface MetricTabProps {
  tab: keyof typeof HOST_SPECS;
  machine: string;
  window: Window;
  kinds: readonly Kind[];
  cpuCount: number | null;
}

/** One section of a machine: the host's panels, those of each entity, and the figures of all. */
export function MetricTab({ tab, machine, window, kinds, cpuCount }: MetricTabProps) {
  const specs = HOST_SPECS[tab];
  const entities = ENTITY_SPECS[tab];
  return (
    <>
      <div className="panels">
        {specs.map((spec) => (
          <Fragment key={spec.id}>
            <LazyPanel
              machine={machine}
              kind="host"
              entity=""
              cpuCount={cpuCount}
              window={window}
              spec={spec}
              specs={specs}
            />
            {tab === 'memory' && spec.id === 'memory' && <MemoryNow machine={machine} window={window} />}
          </Fragment>
        ))}
        {tab === 'cpu' && kinds.includes('cpu') && (
          <CoreHeat machine={machine} window={window} cpuCount={cpuCount} />
        )}
      </div>
      {tab === 'filesystems' && <FillTable machine={machine} window={window} />}
      {entities && kinds.includes(entities.kind) && (
        <EntityPanels
          specs={entities}
          isAll={specs.length === 0}
          machine={machine}
          window={window}
          cpuCount={cpuCount}
        />
      )}
      <div className="mt-4">
        <StatsTable tab={tab} machine={machine} window={window} />
      </div>
    </>
  );
}
