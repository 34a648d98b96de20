import { formatRound } from '../format/format-figure.ts';
import { cpuCountOf } from './cpu-count.ts';
import { memoryTotal } from './memory-share.ts';
import type { Subject } from './subject.ts';

/**
 * What is known of the machine, in reading order: `8 × Xeon …`, `64 GB`, `Ubuntu 24.04`, `azure …`. Where nobody said
 * how many CPUs and how much memory it has, its samples do.
 */
export function machineLine({ facts: machine, data }: Pick<Subject, 'facts' | 'data'>): string[] {
  const { cpuModel, os, kernel } = machine;
  const cpuCount = cpuCountOf({ facts: machine, data });
  const memoryTotalMb = machine.memoryTotalMb ?? memoryTotal(data.stats);
  const cloud = [machine.cloudProvider, machine.instanceType].filter(Boolean).join(' ');
  const facts: (string | null)[] = [
    machine.hostname === machine.name ? null : machine.hostname,
    cpuLine(cpuCount, cpuModel),
    memoryTotalMb === null ? null : formatRound(memoryTotalMb, 'megabytes'),
    os,
    kernel === null ? null : `kernel ${kernel}`,
    [cloud, machine.region].filter(Boolean).join(', '),
  ];
  return facts.filter((fact): fact is string => Boolean(fact));
}

function cpuLine(count: number | null, model: string | null): string | null {
  const short = model
    ?.replace(/\((R|TM|C)\)/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (count === null) return short || null;
  if (short) return `${count} × ${short}`;
  return count === 1 ? '1 CPU' : `${count} CPUs`;
}
