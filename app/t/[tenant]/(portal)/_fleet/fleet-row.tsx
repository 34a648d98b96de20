'use client';
import Link from 'next/link';
import { memo, useMemo } from 'react';
import { Sparkline } from '#app/_components/charts/sparkline.tsx';
import { formatAge } from '#app/_components/format/format-age.ts';
import { StateChip } from '#app/_components/tables/state-chip.tsx';
import type { FleetMachine } from '#app/_trpc/outputs.ts';
import { decodeLine } from '#server/fleet/line.ts';
import { Level } from './level.tsx';
import { NetworkRate } from './network-rate.tsx';

/** px; every line of the table, heads of groups too. */
export const LINE_HEIGHT = 41;

interface FleetRowProps {
  machine: FleetMachine;
  /** Place in the whole table, from 1; the head is 1 and 2. */
  index: number;
  now: number;
  /** "last hour". */
  span: string;
}

/** One machine. */
export const FleetRow = memo(function FleetRow({ machine, index, now, span }: FleetRowProps) {
  const { name, displayName, status, seen, provider, region, instance, tags, os, cpus } = machine;
  const shown = displayName ?? name;
  const facts = [os, cpus && `${cpus} CPUs`, [provider, region, instance].filter(Boolean).join(' ')];
  const cpu = useMemo(() => decodeLine(machine.cpuLine), [machine.cpuLine]);
  const memory = useMemo(() => decodeLine(machine.memoryLine), [machine.memoryLine]);
  const words = [provider, ...Object.entries(tags).map(([tag, value]) => (value ? `${tag}=${value}` : tag))];
  return (
    <tr aria-rowindex={index} style={{ height: LINE_HEIGHT }} className="group hover:bg-surface-2">
      <td className="sticky left-0 z-10 truncate bg-surface px-2! group-hover:bg-surface-2">
        <Link
          prefetch={false}
          href={`/machines/${encodeURIComponent(name)}`}
          className="font-medium text-text underline-offset-2 hover:underline"
          title={[name === shown ? '' : name, ...facts].filter(Boolean).join(' · ') || undefined}
        >
          {shown}
        </Link>
      </td>
      <td className="px-2!">
        <StateChip state={status} />
      </td>
      <td className="px-2! py-0!">
        <Sparkline values={cpu} max={100} label={`CPU used of ${shown}, ${span}`} />
      </td>
      <td className="num px-2! text-right">
        <Level percent={machine.cpuAvg} watch={85} act={95} peak={machine.cpuMax} />
      </td>
      <td className="num px-2! text-right">
        <Level percent={machine.cpuP95} watch={85} act={95} peak={machine.cpuMax} />
      </td>
      <td className="px-2! py-0!">
        <Sparkline values={memory} max={100} label={`Memory used of ${shown}, ${span}`} />
      </td>
      <td className="num px-2! text-right">
        <Level percent={machine.memoryAvg} watch={80} act={90} />
      </td>
      <td className="num px-2! text-right">
        <Level percent={machine.memoryP95} watch={80} act={90} />
      </td>
      <td className="num px-2! text-right">
        <Level percent={machine.diskAvg} watch={70} act={90} />
      </td>
      <td className="num px-2! text-right">
        <Level percent={machine.diskP95} watch={70} act={90} />
      </td>
      <td className="num px-2! text-right">
        <NetworkRate bytes={machine.netAvg} />
      </td>
      <td className="num px-2! text-right">
        <NetworkRate bytes={machine.netP95} />
      </td>
      <td className="num px-2! text-right text-text-2">{seen === null ? '–' : formatAge(now - seen)}</td>
      <td
        className="truncate px-2! text-xs! text-text-2"
        title={words.filter(Boolean).join(' · ') || undefined}
      >
        {words.filter(Boolean).join(' · ') || '–'}
      </td>
    </tr>
  );
});
