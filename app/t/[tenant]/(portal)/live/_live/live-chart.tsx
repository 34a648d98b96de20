'use client';
import { useEffect, useRef } from 'react';
import { niceCeiling } from '#app/_components/charts/nice-ceiling.ts';
import { formatNumber } from '#app/_components/format/format-number.ts';
import { scaleQuantity } from '#app/_components/format/scale-quantity.ts';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { drawLive } from './draw-live.ts';
import type { LiveClock } from './live-clock.ts';
import { LIVE_LOOK, type LiveMetric } from './live-metrics.ts';
import type { LiveStore } from './live-store.ts';

interface LiveChartProps {
  store: LiveStore;
  clock: LiveClock;
  machine: string;
  /** For those who do not see it. */
  name: string;
  metric: LiveMetric;
}

/** One metric of one machine, the newest at the right edge. It draws itself with the page's clock, without React. */
export function LiveChart({ store, clock, machine, name, metric }: LiveChartProps) {
  const { preferences } = usePreferences();
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef<HTMLSpanElement>(null);
  const topLabel = useRef<HTMLSpanElement>(null);
  const { label, quantity } = LIVE_LOOK[metric];
  useEffect(() => {
    const write = (value: number | null) => {
      const { unit, per } = scaleQuantity(quantity, value, preferences);
      return value === null ? '–' : `${formatNumber(value / per)} ${unit}`;
    };
    const ceiling = (highest: number) => {
      if (quantity === 'percent') return 100;
      // Round in the unit in which it is written.
      const { per } = scaleQuantity(quantity, Math.max(1024, highest), preferences);
      return niceCeiling(Math.max(1024, highest) / per) * per;
    };
    return clock.onTick((end) => {
      if (!canvas.current) return;
      const series = store.of(machine);
      const top = drawLive(canvas.current, series, { metric, end, ceiling });
      const column = series?.columns[metric] ?? [];
      const value = column.at(-1) ?? null;
      if (latest.current) latest.current.textContent = write(value);
      if (topLabel.current) topLabel.current.textContent = write(top);
      canvas.current.dataset.last = String(series?.times.at(-1) ?? '');
      canvas.current.dataset.points = String(series?.times.length ?? 0);
    });
  }, [store, clock, machine, metric, quantity, preferences]);
  return (
    <div className="relative">
      <p className="flex items-baseline gap-2 text-xs text-text-2">
        {label}
        <span ref={latest} className="num ml-auto text-[13px] font-semibold text-text">
          –
        </span>
      </p>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${label} of ${name}, last five minutes`}
        data-testid={`live-${metric}`}
        className="mt-0.5 block h-[52px] w-full"
      />
      <span
        ref={topLabel}
        aria-hidden="true"
        className="num pointer-events-none absolute top-[22px] left-0.5 bg-surface/70 px-0.5 text-[10px] text-text-3"
      />
    </div>
  );
}
