'use client';
import { Card } from '@tremor/react';
import Link from 'next/link';
import { formatNumber } from '#app/_components/format/format-number.ts';
import type { FleetMachine, FleetView } from '#app/_trpc/outputs.ts';

/** The first line of the fleet: how many report, which is the busiest and fullest, and what arrived today. */
export function FleetKpis({ fleet, span }: { fleet: FleetView; span: string }) {
  const { machines, today } = fleet;
  const count = (status: FleetMachine['status']) =>
    machines.filter((machine) => machine.status === status).length;
  const others = [
    [count('late'), 'late'],
    [count('offline'), 'offline'],
    [count('never'), 'without an agent'],
  ] as const;
  const states = others.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const total = today.delivered + today.uploaded;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(148px,1fr))] gap-3 pb-4 max-[540px]:[&>:last-child]:col-span-full">
      <Kpi label="Machines online" value={String(count('online'))} unit={`of ${machines.length}`}>
        {states.join(' · ') || 'all reporting'}
      </Kpi>
      <Highest label="Busiest CPU, p95" machines={machines} of={({ cpuP95 }) => cpuP95} none={span} />
      <Highest label="Fullest memory" machines={machines} of={({ memoryNow }) => memoryNow} none={span} />
      <Highest
        label="Fullest file system"
        machines={machines}
        of={({ fullestPercent }) => fullestPercent}
        also={({ fullestName }) => fullestName}
        none="of agents' machines"
      />
      <Kpi label="Samples today" value={short(total)} unit={scaleWord(total)}>
        {today.uploaded > 0
          ? `${today.uploaded.toLocaleString('en-US')} in files, since 00:00 UTC`
          : 'since 00:00 UTC'}
      </Kpi>
    </dl>
  );
}

function Highest({
  label,
  machines,
  of,
  also,
  none,
}: {
  label: string;
  machines: readonly FleetMachine[];
  of: (machine: FleetMachine) => number | null;
  /** What is said beside the machine. */
  also?: (machine: FleetMachine) => string | null;
  /** What is said where there is none. */
  none: string;
}) {
  let best: FleetMachine | null = null;
  for (const machine of machines) if ((of(machine) ?? -1) > (best ? (of(best) ?? -1) : -1)) best = machine;
  return (
    <Kpi label={label} value={formatNumber(best && of(best))} unit="%">
      {best ? (
        <>
          <Link
            prefetch={false}
            href={`/machines/${encodeURIComponent(best.name)}`}
            className="underline-offset-2 hover:underline"
          >
            {best.displayName ?? best.name}
          </Link>
          {also?.(best) && ` · ${also(best)}`}
        </>
      ) : (
        none
      )}
    </Kpi>
  );
}

function Kpi({
  label,
  value,
  unit,
  children,
}: {
  label: string;
  value: string;
  unit: string;
  children: React.ReactNode;
}) {
  return (
    <Card className="px-4 py-3.5">
      <dt className="text-[12.5px] text-text-2">{label}</dt>
      <dd className="num mt-0.5 text-[25px] leading-9 font-[620] tracking-tight">
        {value} <small className="text-[13px] font-medium tracking-normal text-text-2">{unit}</small>
        <span className="block truncate text-xs leading-5 font-normal tracking-normal text-text-2">
          {children}
        </span>
      </dd>
    </Card>
  );
}

const scaleWord = (count: number): string => (count >= 1e6 ? 'M' : count >= 1e4 ? 'k' : '');
const short = (count: number): string =>
  count >= 1e6
    ? formatNumber(count / 1e6)
    : count >= 1e4
      ? formatNumber(count / 1e3)
      : count.toLocaleString('en-US');
