import { meminfoText } from './synthetic-meminfo.ts';
import { vmstatText } from './synthetic-vmstat.ts';

export interface HostShape {
  cpus: number;
  disks: number;
  nics: number;
  /** Of the load; the same seed gives the same host. */
  seed: number;
}

/** File below /proc → its text. */
export type ProcFiles = ReadonlyMap<string, string>;

const HZ = 100;
const UPTIME_AT_START = 1_000_000;

/**
 * A host that lives a second at each call: a quarter of its CPUs, a fifth of its disks and a third of its interfaces
 * are busy, the others do a little now and then, as on a server of that size. Texts are laid out as Linux 6 does.
 */
export function syntheticProc({ cpus, disks, nics, seed }: HostShape): () => ProcFiles {
  const random = seeded(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const isBusy = (index: number, every: number): boolean => index % every === 0;
  let seconds = UPTIME_AT_START;
  let idleSeconds = UPTIME_AT_START * cpus * 0.9;
  const times = Array.from({ length: cpus }, () => [9e6, 2e3, 3e6, 8e7, 1e5, 0, 2e5, 0, 0, 0].map(scatter));
  const diskRows = Array.from({ length: disks }, () =>
    [5e6, 1e4, 3e8, 2e6, 8e6, 4e6, 9e8, 6e6, 0, 5e6, 8e6, 1e5, 0, 1e8, 1e4, 3e5, 1e5].map(scatter),
  );
  const netRows = Array.from({ length: nics }, () => Array.from({ length: 16 }, () => 0));
  const counters = { contextSwitches: 8e9, processes: 3e7, interrupts: 9e9 };
  const vm = { read: 4e8, written: 9e8, faults: 5e10, major: 4e5, random: upTo };
  const pressure = { cpu: 9e9, io: 4e9, memory: 1e7 };

  function scatter(value: number): number {
    return Math.floor(value * (0.5 + random()));
  }
  const add = (row: number[], column: number, value: number): void => {
    row[column] = (row[column] ?? 0) + value;
  };
  const liveCpus = (): void => {
    times.forEach((row, index) => {
      const used = isBusy(index, 4) ? 20 + upTo(60) : upTo(4);
      const user = Math.floor(used * 0.7);
      const softirq = isBusy(index, 8) ? upTo(2) : 0;
      const iowait = isBusy(index, 16) ? upTo(3) : 0;
      const parts = [user, 0, used - user, HZ - used - softirq - iowait, iowait, 0, softirq];
      parts.forEach((part, column) => {
        add(row, column, part);
      });
      idleSeconds += (HZ - used) / HZ;
    });
  };
  const liveDisks = (): void => {
    diskRows.forEach((row, index) => {
      const reads = isBusy(index, 5) ? upTo(80) : 0;
      const writes = isBusy(index, 5) ? 20 + upTo(300) : upTo(9) === 0 ? upTo(12) : 0;
      vm.read += reads * 8;
      vm.written += writes * 12;
      [reads, 0, reads * 16, reads, writes, upTo(writes), writes * 24, writes * 2].forEach((part, column) => {
        add(row, column, part);
      });
      add(row, 9, Math.min(1000, reads + writes));
      add(row, 10, reads + writes * 2);
    });
  };
  const liveNics = (): void => {
    netRows.forEach((row, index) => {
      const packets = index === 0 ? upTo(400) : isBusy(index, 3) ? 1000 + upTo(9000) : upTo(2);
      const sent = index === 0 ? packets : Math.floor(packets * 0.8);
      for (const [column, value] of [
        [0, packets * (200 + upTo(700))],
        [1, packets],
        [8, sent * (200 + upTo(700))],
        [9, sent],
      ] as const)
        add(row, column, value);
    });
  };

  return () => {
    seconds += 1;
    liveCpus();
    liveDisks();
    liveNics();
    counters.contextSwitches += cpus * (800 + upTo(900));
    counters.processes += upTo(20);
    counters.interrupts += cpus * (500 + upTo(500));
    vm.faults += 20_000 + upTo(50_000);
    vm.major += upTo(3);
    pressure.cpu += upTo(20_000);
    pressure.io += upTo(40_000);
    return new Map([
      ['uptime', `${seconds}.${String(upTo(99)).padStart(2, '0')} ${idleSeconds.toFixed(2)}\n`],
      ['stat', statText(times, counters, upTo)],
      ['meminfo', meminfoText(upTo)],
      ['diskstats', diskRows.map(diskLine).join('')],
      ['net/dev', NET_HEADER + netRows.map(netLine).join('')],
      ['vmstat', vmstatText(vm)],
      [
        'loadavg',
        `${(cpus / 4 + upTo(200) / 100).toFixed(2)} 17.02 16.44 ${1 + upTo(20)}/2104 ${90_000 + upTo(20)}\n`,
      ],
      ['pressure/cpu', pressureText(pressure.cpu, upTo)],
      ['pressure/io', pressureText(pressure.io, upTo)],
      ['pressure/memory', pressureText(pressure.memory, () => 0)],
      ['1/mountinfo', '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n'],
      ['cpuinfo', 'processor\t: 0\nmodel name\t: Synthetic\n\n'.repeat(cpus)],
    ]);
  };
}

/** mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function statText(
  times: readonly number[][],
  { contextSwitches, processes, interrupts }: Record<'contextSwitches' | 'processes' | 'interrupts', number>,
  upTo: (most: number) => number,
): string {
  const all = times.reduce((sum, row) => sum.map((value, column) => value + (row[column] ?? 0)));
  return [
    `cpu  ${all.join(' ')}`,
    ...times.map((row, index) => `cpu${index} ${row.join(' ')}`),
    `intr ${interrupts} ${'0 '.repeat(400)}0`,
    `ctxt ${contextSwitches}`,
    'btime 1767000000',
    `processes ${processes}`,
    `procs_running ${1 + upTo(20)}`,
    `procs_blocked ${upTo(2)}`,
    `softirq ${interrupts} 0 1 2 3 4 5 6 7 8 9`,
    '',
  ].join('\n');
}

const diskLine = (row: readonly number[], index: number): string =>
  `${'8'.padStart(4)} ${String(index * 16).padStart(7)} sd${String.fromCharCode(97 + index)} ${row.join(' ')}\n`;

const NET_HEADER =
  'Inter-|   Receive                                                |  Transmit\n' +
  ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';

function netLine(row: readonly number[], index: number): string {
  const name = index === 0 ? 'lo' : `eth${index - 1}`;
  const widths = [8, 7, 4, 4, 4, 5, 10, 9, 8, 7, 4, 4, 4, 5, 7, 10];
  return `${name.padStart(6)}: ${row.map((value, column) => String(value).padStart(widths[column] ?? 0)).join(' ')}\n`;
}

function pressureText(total: number, upTo: (most: number) => number): string {
  const average = (): string => (upTo(300) / 100).toFixed(2);
  return (
    `some avg10=${average()} avg60=${average()} avg300=0.71 total=${total}\n` +
    `full avg10=0.00 avg60=0.00 avg300=0.00 total=${Math.floor(total / 3)}\n`
  );
}
