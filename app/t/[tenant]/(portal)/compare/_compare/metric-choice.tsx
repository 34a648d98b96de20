'use client';
import { useState } from 'react';
import { metricsOf } from '#agent/contract/metrics.ts';
import { Icon } from '#app/_components/icon.tsx';
import { Popover } from '#app/_components/popover.tsx';
import { metricName } from '../../machines/[machine]/_machine/metric-name.ts';
import { FIRST_METRICS, MOST_METRICS } from '../search-params.ts';

interface MetricChoiceProps {
  chosen: readonly string[];
  onChoose: (metrics: string[]) => void;
}

/** Which metrics are drawn, a pair of charts for each. */
export function MetricChoice({ chosen, onChoose }: MetricChoiceProps) {
  return (
    <Popover
      label="Metrics"
      button={
        <>
          <Icon name="list" />
          Metrics <span className="text-text-2">{chosen.length}</span>
        </>
      }
    >
      {(close) => (
        <Choice
          chosen={chosen}
          onChoose={(metrics) => {
            close();
            onChoose(metrics);
          }}
        />
      )}
    </Popover>
  );
}

function Choice({ chosen, onChoose }: MetricChoiceProps) {
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set(chosen));
  const toggle = (id: string) => {
    const next = new Set(wanted);
    if (!next.delete(id)) next.add(id);
    setWanted(next);
  };
  const fits = wanted.size > 0 && wanted.size <= MOST_METRICS;
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) onChoose(metricsOf('host').flatMap(({ id }) => (wanted.has(id) ? [id] : [])));
      }}
    >
      <fieldset>
        <legend className="mb-1.5 text-[13px] font-medium">Draw</legend>
        <div className="max-h-[min(320px,50vh)] overflow-y-auto">
          {metricsOf('host').map((metric) => (
            <label key={metric.id} className="flex min-h-7 items-center gap-2 text-[13.5px]">
              <input type="checkbox" checked={wanted.has(metric.id)} onChange={() => toggle(metric.id)} />
              {metricName(metric)}
            </label>
          ))}
        </div>
      </fieldset>
      {!fits && (
        <p role="alert" className="text-[13px] text-act">
          Choose from one to {MOST_METRICS}.
        </p>
      )}
      <div className="flex gap-2">
        <button type="submit" className="btn btn-primary" disabled={!fits}>
          Show
        </button>
        <button type="button" className="btn" onClick={() => setWanted(new Set(FIRST_METRICS))}>
          The usual ones
        </button>
      </div>
    </form>
  );
}
