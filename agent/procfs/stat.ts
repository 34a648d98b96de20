import { parseCounter } from './parse-counter.ts';
import { ProcfsError } from './procfs-error.ts';
import { scanCounters } from './scan-counters.ts';

/**
 * The eight times of one `cpu` line, in ticks (USER_HZ), in the kernel's order. guest and guest_nice are left out:
 * the kernel has already added them to user and nice (kernel/sched/cputime.c, account_guest_time).
 */
export type CpuTimes = readonly [
  user: number,
  nice: number,
  system: number,
  idle: number,
  iowait: number,
  irq: number,
  softirq: number,
  steal: number,
];

/** What the catalogue uses of /proc/stat. `cpus` is keyed by the kernel's name; `cpu` is all of them together. */
export interface Stat {
  cpus: Record<string, CpuTimes>;
  contextSwitches: number | null;
  /** Boot time in Unix seconds by the wall clock of that moment, so it moves with a clock step. */
  bootTime: number | null;
  procsRunning: number | null;
  procsBlocked: number | null;
}

const SUBSYSTEM = '/proc/stat';
const FIELDS = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const;
/** Fields every kernel has; iowait … steal came one by one between 2.5.41 and 2.6.11 and count as 0 before. */
const REQUIRED_FIELDS = 4;

const SINGLE: Readonly<Record<string, 'contextSwitches' | 'bootTime' | 'procsRunning' | 'procsBlocked'>> = {
  ctxt: 'contextSwitches',
  btime: 'bootTime',
  procs_running: 'procsRunning',
  procs_blocked: 'procsBlocked',
};

/** Patterns of the names of the lines that are read; nothing else needs to be recorded. */
export const STAT_KEYS: readonly string[] = ['cpu\\d*', ...Object.keys(SINGLE)];

const CPU = /^(cpu\d*)\s/;
const SINGLE_ROW = /^(ctxt|btime|procs_running|procs_blocked)(?:\s+(\S+))?(?:\s|$)/;

/** Parses /proc/stat; unknown lines (intr, softirq, newer ones) are passed over. Throws ProcfsError. */
export function parseStat(text: string): Stat {
  const cpus = new Map<string, CpuTimes>();
  const stat: Stat = {
    cpus: {},
    contextSwitches: null,
    bootTime: null,
    procsRunning: null,
    procsBlocked: null,
  };
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    const [, name] = CPU.exec(row) ?? [];
    if (name !== undefined) {
      cpus.set(name, parseTimes(row, name.length, line));
      continue;
    }
    const [, key, value] = SINGLE_ROW.exec(row) ?? [];
    const field = key === undefined ? undefined : SINGLE[key];
    if (field) stat[field] = parseCounter(value, { subsystem: SUBSYSTEM, line, field: key ?? '' });
  }
  if (!cpus.has('cpu'))
    throw new ProcfsError(SUBSYSTEM, 0, 'the line "cpu" with the times of all CPUs is missing');
  return { ...stat, cpus: Object.fromEntries(cpus) };
}

function parseTimes(row: string, from: number, line: number): CpuTimes {
  const quick = scanCounters(row, from);
  if (quick && quick.length >= REQUIRED_FIELDS) {
    const or0 = (index: number): number => quick[index] ?? 0;
    return [or0(0), or0(1), or0(2), or0(3), or0(4), or0(5), or0(6), or0(7)];
  }
  const columns = row.slice(from).trim().split(/\s+/);
  const at = (index: number): number => {
    const text = columns[index] ?? (index < REQUIRED_FIELDS ? undefined : '0');
    return parseCounter(text, { subsystem: SUBSYSTEM, line, field: FIELDS[index] ?? '' });
  };
  return [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)];
}
