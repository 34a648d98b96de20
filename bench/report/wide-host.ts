import type { CollectionRecord } from '../../agent/contract/record.ts';
import { dayShare } from '../store/day-share.ts';
import { counterSteps } from './counter-steps.ts';
import { type GrowingCounters, growingCounters } from './growing-counters.ts';

/** What this host has; the recorded one has 2 CPUs, a disk, and one interface that was busy. */
export const WIDE = { cpus: 8, disks: 4, nics: 2 } as const;

const NAME = 'bench-8';
/** Column of `idle` in /proc/stat. */
const IDLE = 3;
const [DISK_MAJOR, DISK_MINORS, LINK_MBPS] = [259, 16, 10_000];
/** Levels, which are as they were recorded. */
const LEVELS = ['/proc/meminfo', '/proc/loadavg', 'statfs[*]'];
const PRESSURE = ['cpu', 'memory', 'io'].map((of) => `/proc/pressure/${of}`);
const NET_HEADER =
  'Inter-| Receive | Transmit\n face |bytes packets errs drop fifo frame compressed multicast|bytes packets errs drop fifo colls carrier compressed\n';

/**
 * A host of 8 CPUs, 4 disks and 2 interfaces, of what was recorded second by second on a smaller one: each CPU is one
 * of the two recorded ones, each disk the recorded disk, each interface the recorded loopback (the load went over it),
 * but each begins at another place of the recording. Counters grow by what was recorded in each second, scaled with the
 * time of day (see dayShare); levels are as recorded. The same call gives the same host.
 * @param start Unix seconds of the first tick
 * @returns what a collector would record of it at the next tick, `step` seconds after the one before
 */
export function wideHost(
  ticks: readonly (readonly CollectionRecord[])[],
  { start, step }: { start: number; step: number },
): () => CollectionRecord[] {
  const lines = linesOf(ticks);
  let second = 0;
  return () => {
    const timestamp = start + second;
    const now = ticks[second % ticks.length] ?? [];
    const recorded = (subsystem: string): string =>
      now.find((record) => record.subsystem === subsystem)?.measurement ?? '';
    const texts: [string, string][] = [
      ['/proc/uptime', `${1_000_000 + second}.00\n`],
      ['/proc/stat', statText(lines, recorded('/proc/stat'))],
      ...LEVELS.map((subsystem): [string, string] => [subsystem, recorded(subsystem)]),
      ['/proc/diskstats', lines.disks.map((disk, at) => `${diskHead(at)} ${disk.text()}\n`).join('')],
      ['/proc/net/dev', NET_HEADER + lines.nics.map((nic, at) => `eth${at}: ${nic.text()}\n`).join('')],
      ['/proc/vmstat', lines.vm.map(([name, counter]) => `${name} ${counter.text()}\n`).join('')],
      ...lines.pressure.map(([subsystem, some, full]): [string, string] => [
        subsystem,
        `some total=${some.text()}\nfull total=${full.text()}\n`,
      ]),
      ...(second === 0 ? factsOf(ticks, step) : []),
    ];
    for (let more = 0; more < step; more += 1) {
      const share = dayShare(start + second);
      for (const line of lines.all) line.grow(second, share);
      second += 1;
    }
    return texts.map(([subsystem, measurement]) => ({ timestamp, subsystem, measurement }));
  };
}

type Lines = ReturnType<typeof linesOf>;

function linesOf(ticks: readonly (readonly CollectionRecord[])[]) {
  const all: GrowingCounters[] = [];
  const grown = (subsystem: string, begin: string, { at = 0, of = 1, idle }: Place = {}): GrowingCounters => {
    const steps = counterSteps(ticks, subsystem, begin);
    const line = growingCounters(steps, Math.floor((steps.length * at) / of), idle);
    all.push(line);
    return line;
  };
  const many = (of: number, line: (at: number) => GrowingCounters): GrowingCounters[] =>
    Array.from({ length: of }, (_, at) => line(at));
  const { cpus, disks, nics } = WIDE;
  return {
    all,
    cpus: many(cpus, (at) => grown('/proc/stat', `cpu${at % 2} `, { at, of: cpus, idle: IDLE })),
    switches: grown('/proc/stat', 'ctxt '),
    disks: many(disks, (at) => grown('/proc/diskstats', '254 0 vda ', { at, of: disks })),
    nics: many(nics, (at) => grown('/proc/net/dev', 'lo:', { at, of: nics })),
    vm: ['pgpgin', 'pgpgout', 'pswpin', 'pswpout', 'pgmajfault'].map((name): [string, GrowingCounters] => [
      name,
      grown('/proc/vmstat', `${name} `),
    ]),
    pressure: PRESSURE.map((subsystem): [string, GrowingCounters, GrowingCounters] => [
      subsystem,
      grown(subsystem, 'some total='),
      grown(subsystem, 'full total='),
    ]),
  };
}

interface Place {
  /** Which one of how many alike. */
  at?: number;
  of?: number;
  idle?: number;
}

function statText({ cpus, switches }: Lines, recorded: string): string {
  const rows = cpus.map((cpu) => cpu.text());
  const sums = rows
    .map((row) => row.split(' ').map(Number))
    .reduce((sum, row) => sum.map((value, column) => value + (row[column] ?? 0)));
  const levels = recorded.split('\n').filter((line) => /^(?:btime|procs_)/.test(line));
  return [
    `cpu  ${sums.join(' ')}`,
    ...rows.map((row, at) => `cpu${at} ${row}`),
    `ctxt ${switches.text()}`,
    ...levels,
    '',
  ].join('\n');
}

const diskName = (at: number): string => `nvme${at}n1`;
const diskHead = (at: number): string => `${DISK_MAJOR} ${at * DISK_MINORS} ${diskName(at)}`;

/** What a collector says once. */
function factsOf(ticks: readonly (readonly CollectionRecord[])[], step: number): [string, string][] {
  const text = ticks[0]?.find(({ subsystem }) => subsystem === 'host[*]')?.measurement;
  if (text === undefined) throw new Error('The recording does not begin with facts of its host');
  const many = <T>(count: number, one: (at: number) => [string, T]): Record<string, T> =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => one(at)));
  const sysfs = {
    block: many(WIDE.disks, (at) => [
      diskName(at),
      { physical: true, size_bytes: 274_877_906_944, rotational: false },
    ]),
    net: many(WIDE.nics, (at) => [`eth${at}`, { physical: true, speed_mbps: LINK_MBPS, master: null }]),
  };
  const host = {
    ...(JSON.parse(text) as Record<string, unknown>),
    hostname: NAME,
    cpu_count: WIDE.cpus,
    interval_seconds: step,
  };
  return [
    ['sysfs[*]', JSON.stringify(sysfs)],
    ['host[*]', JSON.stringify(host)],
  ];
}
