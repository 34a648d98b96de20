'use client';
import { Card } from '@tremor/react';
import { useContext, useId, useMemo, useRef, useState } from 'react';
import type { SampleEvent } from '#agent/contract/sample.ts';
import { formatNumber } from '../format/format-number.ts';
import { usePreferences } from '../preferences/preferences-context.ts';
import { useZone } from '../preferences/use-zone.ts';
import { ChartHelp } from './chart-help.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { describeMarks } from './describe-marks.ts';
import { fitPanel } from './fit-panel.ts';
import { heatHeight } from './heat-height.ts';
import { HeatLegend } from './heat-legend.tsx';
import type { PanelData, PlotState } from './panel.ts';
import { panelActions } from './panel-actions.ts';
import { PanelMenu } from './panel-menu.tsx';
import { PanelTable } from './panel-table.tsx';
import { useChartKeys } from './use-chart-keys.ts';
import { usePlot } from './use-plot.ts';
import { ZoomContext } from './zoom-context.ts';

interface TimeChartProps {
  panel: PanelData;
  /** Window of the time axis, Unix ms. */
  start: number;
  end: number;
  events: readonly SampleEvent[];
  /** Whose figures they are: named in files and pictures that are taken away. */
  of?: string;
}

const MEANING = 'Line: average of a bucket. Band: lowest to highest sample in it.';
const KEYS =
  'Arrow keys move the cursor, with Shift faster; Home and End go to the ends; plus and minus zoom; Escape leaves.';

/**
 * One panel: title, unit, legend, menu and a plot over time. Below a ZoomContext it zooms and pans; all panels of a
 * page share one cursor. `data-points` and `data-last` (Unix ms) say what is drawn, for tests and for scripts.
 */
export function TimeChart({ panel: given, start, end, events, of = '' }: TimeChartProps) {
  const zoom = useContext(ZoomContext);
  const { preferences } = usePreferences();
  const zone = useZone();
  const card = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [log, setLog] = useState(false);
  const [table, setTable] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const hintId = useId();
  const panel = useMemo(() => fitPanel(given, preferences, log), [given, preferences, log]);
  const state = useMemo<PlotState>(
    () => ({ panel, hidden, log, start, end, zone, events, zoom }),
    [panel, hidden, log, start, end, zone, events, zoom],
  );
  const plot = usePlot(host, state);
  const { said, ...keys } = useChartKeys(plot, state);

  const toggle = (key: string) =>
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  const items = panel.peak
    ? [...panel.layers, { key: 'peak', label: panel.peak.label, color: '--text-3' }]
    : panel.layers;
  const latest = panel.layers
    .slice(0, 8)
    .map((layer) => `${layer.label} ${formatNumber(layer.avg.at(-1))}`)
    .join(', ');
  const marks = describeMarks(events, start, end);
  const empty = panel.times.length === 0;

  return (
    <Card
      ref={card}
      className="chart-panel flex h-full min-w-0 flex-col p-0"
      data-testid={`panel-${panel.id}`}
    >
      <div className="flex items-start gap-x-2 px-3.5 pt-2.5 pb-1">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5 pt-[3px]">
          <h2 className="text-[13.5px] font-semibold break-all">{panel.title}</h2>
          <span className="text-xs text-text-2">
            {panel.unit}
            <span className="text-text-3" title={panel.bucketed ? MEANING : undefined} data-testid="basis">
              {panel.unit && ' · '}
              {panel.basis}
              {log && ' · logarithmic'}
            </span>
          </span>
          {panel.heat ? (
            <HeatLegend color={panel.layers[0]?.color} />
          ) : (
            <ChartLegend of={panel.title} items={items} hidden={hidden} onToggle={toggle} />
          )}
        </div>
        <PanelMenu
          of={panel.title}
          actions={() => panelActions({ state, plot, card, of, table, setLog, setTable, onFault: setFault })}
          help={zoom && <ChartHelp />}
        />
      </div>
      <div className="flex min-h-0 flex-1 flex-col px-3 pb-2">
        {table && <PanelTable state={state} title={panel.title} />}
        <div
          ref={host}
          className="chart"
          hidden={table}
          style={panel.heat ? { minHeight: heatHeight(panel.layers.length) } : undefined}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of a chart are its own
          tabIndex={0}
          aria-roledescription="chart"
          aria-describedby={hintId}
          aria-label={
            empty
              ? `${panel.title}: no samples in this range`
              : `${panel.title} over time, ${panel.unit}. Latest: ${latest}${marks && `. Marked: ${marks}`}`
          }
          data-testid={`chart-${panel.id}`}
          data-points={panel.times.length}
          data-last={panel.times.at(-1) ?? ''}
          {...keys}
        >
          {empty && (
            <p className="absolute inset-0 grid place-content-center pb-6 text-[13px] text-text-2">
              No samples in this range
            </p>
          )}
        </div>
        <p id={hintId} hidden>
          {KEYS}
        </p>
        <p role="status" className={fault ? 'text-xs text-act' : 'sr-only'}>
          {fault ?? said}
        </p>
      </div>
    </Card>
  );
}
