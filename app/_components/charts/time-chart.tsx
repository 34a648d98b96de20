'use client';
import { Card } from '@tremor/react';
import { useContext, useMemo, useRef, useState } from 'react';
import type { SampleEvent } from '#agent/contract/sample.ts';
import { formatNumber } from '../format/format-number.ts';
import { ChartLegend } from './chart-legend.tsx';
import type { PanelData, PlotState } from './panel.ts';
import { usePlot } from './use-plot.ts';
import { ZoomContext } from './zoom-context.ts';

interface TimeChartProps {
  panel: PanelData;
  /** Window of the time axis, Unix ms. */
  start: number;
  end: number;
  events: readonly SampleEvent[];
}

const MEANING = 'Line: average of a bucket. Band: lowest to highest sample in it.';

/**
 * One panel: title, unit, legend and a plot over time. `data-points` and `data-last` (Unix ms) say what is drawn,
 * for tests and for scripts.
 */
export function TimeChart({ panel, start, end, events }: TimeChartProps) {
  const zoom = useContext(ZoomContext);
  const host = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const state = useMemo<PlotState>(
    () => ({ panel, hidden, start, end, events, zoom }),
    [panel, hidden, start, end, events, zoom],
  );
  usePlot(host, state);

  const toggle = (key: string) =>
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  const items = panel.peak
    ? [...panel.layers, { key: 'peak', label: panel.peak.label, color: '--text-3' }]
    : panel.layers;
  const latest = panel.layers.map((layer) => `${layer.label} ${formatNumber(layer.avg.at(-1))}`).join(', ');

  return (
    <Card className="h-full min-w-0 p-0" data-testid={`panel-${panel.id}`}>
      <div className="flex flex-wrap items-baseline gap-x-2.5 px-3.5 pt-3 pb-1">
        <h2 className="text-[13.5px] font-semibold">{panel.title}</h2>
        <span className="text-xs text-text-2">
          {panel.unit}
          <span className="text-text-3" title={panel.bucketed ? MEANING : undefined} data-testid="basis">
            {' · '}
            {panel.basis}
          </span>
        </span>
        <ChartLegend of={panel.title} items={items} hidden={hidden} onToggle={toggle} />
      </div>
      <div className="px-3 pb-2">
        <div
          ref={host}
          className="chart"
          role="img"
          aria-label={
            panel.times.length === 0
              ? `${panel.title}: no samples in this range`
              : `${panel.title} over time, ${panel.unit}. Latest: ${latest}`
          }
          data-testid={`chart-${panel.id}`}
          data-points={panel.times.length}
          data-last={panel.times.at(-1) ?? ''}
        >
          {panel.times.length === 0 && (
            <p className="absolute inset-0 grid place-content-center pb-6 text-[13px] text-text-2">
              No samples in this range
            </p>
          )}
        </div>
      </div>
    </Card>
  );
}
