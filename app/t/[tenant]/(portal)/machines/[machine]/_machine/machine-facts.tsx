'use client';
import { Card } from '@tremor/react';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import type { MachineView } from '#app/_trpc/outputs.ts';
import { linkLines } from './link-lines.ts';
import { memorySize } from './memory-size.ts';

/** What the machine is, as its agent reported it. */
export function MachineFacts({ machine }: { machine: MachineView }) {
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['Host name', machine.hostname],
    ['System', machine.os],
    ['Kernel', machine.kernel],
    ['Processor', machine.cpu_model],
    ['CPUs', machine.cpu_count],
    ['Memory', memorySize(machine.memory_total_mb)],
    ['Links', linkLines(machine.link_speeds)],
    ['Provider', [machine.cloud_provider, machine.region, machine.instance_type].filter(Boolean).join(' · ')],
    ['Registered', <LocalTime key="registered" time={new Date(machine.created_at)} />],
  ];
  return (
    <Card className="min-w-0 p-0">
      <h2 className="px-3.5 pt-3 pb-1.5 text-[13.5px] font-semibold">Facts</h2>
      <dl className="grid gap-x-8 px-3.5 pb-2 text-[13px] min-[900px]:grid-cols-2 min-[1500px]:grid-cols-3">
        {facts
          .filter(([, value]) => value !== null && value !== undefined && value !== '')
          .map(([label, value]) => (
            <div key={label} className="flex gap-4 border-t border-line py-[7px]">
              <dt className="w-24 shrink-0 text-text-2">{label}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}
