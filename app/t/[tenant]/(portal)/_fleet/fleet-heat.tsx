'use client';
import { Card } from '@tremor/react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { HeatLegend } from '#app/_components/charts/heat-legend.tsx';
import { formatNumber } from '#app/_components/format/format-number.ts';
import { formatClock, formatMoment } from '#app/_components/format/zoned-time.ts';
import { useZone } from '#app/_components/preferences/use-zone.ts';
import type { FleetMachine, FleetView } from '#app/_trpc/outputs.ts';
import { lineAt } from '#server/fleet/line.ts';
import { machineHref } from '../machines/[machine]/view-query.ts';
import { type HeatCell, moveCell } from './heat-cursor.ts';
import { paintHeat } from './paint-heat.ts';

interface FleetHeatProps {
  fleet: Pick<FleetView, 'start' | 'end' | 'stepMs'>;
  /** In the order of the rows. */
  machines: readonly FleetMachine[];
  heat: 'cpu' | 'memory';
}

/** A row of few machines is as high as its name; of many, so that they fit, but never thinner than this. px. */
const [HIGHEST, NAMED, LOWEST, FITTING] = [20, 13, 3, 640];
/** An odd number: where there is little room every other one is left out, and the last stays. */
const MARKS = 5;

/** Machines by time, the higher the stronger. What it shows stands as figures in the table. */
export function FleetHeat({ fleet, machines, heat }: FleetHeatProps) {
  const router = useRouter();
  const zone = useZone();
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLElement>(null);
  const [cell, setCell] = useState<HeatCell | null>(null);
  const steps = Math.round((fleet.end - fleet.start) / fleet.stepMs);
  const rowHeight = Math.max(LOWEST, Math.min(HIGHEST, Math.floor(FITTING / Math.max(1, machines.length))));
  const lines = useMemo(
    () => machines.map(({ cpuLine, memoryLine }) => (heat === 'cpu' ? cpuLine : memoryLine)),
    [machines, heat],
  );
  useEffect(() => {
    const paint = () => canvas.current && paintHeat(canvas.current, lines, steps);
    paint();
    const theme = new MutationObserver(paint);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => theme.disconnect();
  }, [lines, steps]);

  const machine = cell ? machines[cell.row] : undefined;
  const time = (step: number) => fleet.start + step * fleet.stepMs;
  const what = heat === 'cpu' ? 'CPU' : 'Memory';
  const openCell = () => {
    if (!cell || !machine) return;
    const at = time(cell.step);
    const around = Math.max(fleet.stepMs, 15 * 60_000);
    router.push(machineHref(machine.name, { period: { from: at - around, to: at + fleet.stepMs + around } }));
  };
  const point = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) => {
    const { left, top, width } = currentTarget.getBoundingClientRect();
    const row = Math.floor((clientY - top) / rowHeight);
    const step = Math.floor(((clientX - left) / width) * steps);
    if (row < 0 || row >= machines.length || step < 0 || step >= steps) return;
    setCell((before) => (before?.row === row && before.step === step ? before : { row, step }));
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter') return openCell();
    const next = moveCell(event.key, cell ?? { row: 0, step: steps - 1 }, machines.length, steps);
    if (!next) return;
    event.preventDefault();
    setCell(next);
    const scrolled = box.current;
    if (!scrolled) return;
    const [top, bottom] = [next.row * rowHeight, (next.row + 1) * rowHeight];
    if (top < scrolled.scrollTop) scrolled.scrollTop = top;
    if (bottom > scrolled.scrollTop + scrolled.clientHeight)
      scrolled.scrollTop = bottom - scrolled.clientHeight;
  };
  const value = cell && lineAt(lines[cell.row] ?? '', cell.step);
  const wide = fleet.end - fleet.start > 86_400_000;
  const write = (at: number) =>
    wide ? formatMoment(at, zone).replace(/ \d{4},/, ',') : formatClock(at, zone);

  return (
    <Card className="p-0">
      <div className="flex min-h-[40px] flex-wrap items-center gap-x-3 px-3.5 pt-2.5 pb-1.5">
        <h2 className="text-[13.5px] font-semibold">{what} used, %</h2>
        <p role="status" className="num text-[13px] text-text-2" data-testid="heat-cell">
          {machine && cell
            ? `${machine.displayName ?? machine.name} · ${write(time(cell.step))} · ${value === null ? 'nothing measured' : `${formatNumber(value)} %`}`
            : 'Point at a cell, or move with the arrow keys; Enter opens the machine at that time.'}
        </p>
        <HeatLegend color="--s-used" />
      </div>
      <section
        ref={box}
        aria-label="Heat map of the fleet"
        className="mx-3.5 flex max-h-[max(360px,calc(100dvh-240px))] overflow-y-auto"
      >
        {rowHeight >= NAMED && (
          <ol aria-hidden="true" className="w-[128px] shrink-0 pr-2 text-right text-[11px] text-text-2">
            {machines.map(({ id, name, displayName }) => (
              <li key={id} className="truncate" style={{ height: rowHeight, lineHeight: `${rowHeight}px` }}>
                {displayName ?? name}
              </li>
            ))}
          </ol>
        )}
        <div
          role="application"
          aria-roledescription="heat map"
          aria-label={`${what} used of ${machines.length} machines over time. The table has the same as figures.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of a heat map are its own
          tabIndex={0}
          className="relative min-w-0 flex-1 cursor-crosshair overflow-hidden"
          style={{ height: machines.length * rowHeight }}
          onPointerMove={point}
          onPointerDown={point}
          onClick={openCell}
          onKeyDown={press}
        >
          <canvas ref={canvas} className="absolute inset-0 size-full [image-rendering:pixelated]" />
          {cell && machine && (
            <span
              aria-hidden="true"
              className="pointer-events-none absolute outline-2 outline-text"
              style={{
                left: `${(cell.step / steps) * 100}%`,
                width: `${100 / steps}%`,
                top: cell.row * rowHeight,
                height: rowHeight,
              }}
            />
          )}
        </div>
      </section>
      <p
        aria-hidden="true"
        className={`num flex justify-between px-3.5 pt-1 pb-2.5 text-[11px] text-text-3 ${rowHeight >= NAMED ? 'ml-[128px]' : ''}`}
      >
        {Array.from({ length: MARKS }, (_, mark) => Math.round((steps * mark) / (MARKS - 1))).map(
          (step, mark) => (
            <span key={step} className={mark % 2 === 1 ? 'max-[480px]:hidden' : ''}>
              {write(time(step))}
            </span>
          ),
        )}
      </p>
    </Card>
  );
}
