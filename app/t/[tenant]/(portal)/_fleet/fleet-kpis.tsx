'use client';
import { Card } from '@tremor/react';
import { formatNumber } from '#app/_components/format/format-number.ts';
import type { MachineView } from '#app/_trpc/outputs.ts';
import type { MachineLoad } from './machine-load.ts';

interface FleetKpisProps {
  machines: readonly MachineView[];
  load: ReadonlyMap<string, MachineLoad>;
}

/** The first line of the fleet: how many report, how busy they are, and which is the busiest and fullest. */
export function FleetKpis({ machines, load }: FleetKpisProps) {
  const online = machines.filter((machine) => machine.status === 'online').length;
  const averages = machines.flatMap((machine) => load.get(machine.id)?.cpuAverage ?? []);
  const busiest = highest(machines, (machine) => load.get(machine.id)?.cpuP95 ?? null);
  const fullest = highest(machines, (machine) => load.get(machine.id)?.memoryNow ?? null);
  const states = (['late', 'offline', 'never'] as const)
    .map((state) => [machines.filter((machine) => machine.status === state).length, state] as const)
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count} ${state === 'never' ? 'without data' : state}`);
  const mean =
    averages.length === 0 ? null : averages.reduce((sum, value) => sum + value, 0) / averages.length;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(168px,1fr))] gap-3 pb-4">
      <Kpi
        label="Machines online"
        value={String(online)}
        unit={`of ${machines.length}`}
        hint={states.join(' · ') || 'all reporting'}
      />
      <Kpi label="Fleet CPU, average" value={formatNumber(mean)} unit="%" hint="last hour" />
      <Kpi
        label="Busiest CPU, p95"
        value={formatNumber(busiest?.value)}
        unit="%"
        hint={busiest?.machine.machine_id ?? 'last hour'}
      />
      <Kpi
        label="Fullest memory"
        value={formatNumber(fullest?.value)}
        unit="%"
        hint={fullest?.machine.machine_id ?? 'last hour'}
      />
    </dl>
  );
}

function Kpi({ label, value, unit, hint }: { label: string; value: string; unit: string; hint: string }) {
  return (
    <Card className="px-4 py-3.5">
      <dt className="text-[12.5px] text-text-2">{label}</dt>
      <dd className="num mt-0.5 text-[25px] leading-9 font-[620] tracking-tight">
        {value} <small className="text-[13px] font-medium tracking-normal text-text-2">{unit}</small>
        <span className="block truncate text-xs leading-5 font-normal tracking-normal text-text-2">
          {hint}
        </span>
      </dd>
    </Card>
  );
}

function highest(machines: readonly MachineView[], of: (machine: MachineView) => number | null) {
  let best: { machine: MachineView; value: number } | null = null;
  for (const machine of machines) {
    const value = of(machine);
    if (value !== null && (best === null || value > best.value)) best = { machine, value };
  }
  return best;
}
