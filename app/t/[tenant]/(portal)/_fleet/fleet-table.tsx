'use client';
import { Card, Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import Link from 'next/link';
import { Sparkline } from '#app/_components/charts/sparkline.tsx';
import { formatAge } from '#app/_components/format/format-age.ts';
import { StateChip } from '#app/_components/tables/state-chip.tsx';
import type { MachineView } from '#app/_trpc/outputs.ts';
import { Level } from './level.tsx';
import type { MachineLoad } from './machine-load.ts';

interface FleetTableProps {
  machines: readonly MachineView[];
  load: ReadonlyMap<string, MachineLoad>;
  now: number;
}

const COLUMNS = [
  { label: 'Machine' },
  { label: 'State' },
  { label: 'System' },
  { label: 'CPU, 1 h' },
  { label: 'now', figure: true },
  { label: 'avg', figure: true },
  { label: 'p95', figure: true },
  { label: 'Memory, 1 h' },
  { label: 'now', figure: true },
  { label: 'Seen', figure: true },
];

/** One line per machine. */
export function FleetTable({ machines, load, now }: FleetTableProps) {
  return (
    <Card className="overflow-hidden p-0">
      <Table className="data-table">
        <TableHead>
          <TableRow>
            {COLUMNS.map(({ label, figure }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
              <TableHeaderCell key={index} className={figure ? 'text-right' : ''} scope="col">
                {label}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {machines.map((machine) => (
            <FleetRow key={machine.id} machine={machine} load={load.get(machine.id)} now={now} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function FleetRow({
  machine,
  load,
  now,
}: {
  machine: MachineView;
  load: MachineLoad | undefined;
  now: number;
}) {
  const name = machine.display_name ?? machine.machine_id;
  const system = [machine.os, machine.cpu_count && `${machine.cpu_count} CPUs`].filter(Boolean).join(' · ');
  return (
    <TableRow className="hover:bg-surface-2">
      <TableCell>
        <Link
          href={`/machines/${encodeURIComponent(machine.machine_id)}`}
          className="font-medium text-text underline-offset-2 hover:underline"
        >
          {name}
        </Link>
      </TableCell>
      <TableCell>
        <StateChip state={machine.status} />
      </TableCell>
      <TableCell className="text-text-2">{system || '–'}</TableCell>
      <TableCell>
        <Sparkline values={load?.cpu ?? []} max={100} label={`CPU used of ${name}, last hour`} />
      </TableCell>
      <TableCell className="num text-right">
        <Level percent={load?.cpuNow ?? null} watch={85} act={95} />
      </TableCell>
      <TableCell className="num text-right">
        <Level percent={load?.cpuAverage ?? null} watch={85} act={95} />
      </TableCell>
      <TableCell className="num text-right">
        <Level percent={load?.cpuP95 ?? null} watch={85} act={95} />
      </TableCell>
      <TableCell>
        <Sparkline values={load?.memory ?? []} max={100} label={`Memory used of ${name}, last hour`} />
      </TableCell>
      <TableCell className="num text-right">
        <Level percent={load?.memoryNow ?? null} watch={80} act={90} />
      </TableCell>
      <TableCell className="num text-right text-text-2">
        {machine.last_seen ? formatAge(now - new Date(machine.last_seen).getTime()) : '–'}
      </TableCell>
    </TableRow>
  );
}
