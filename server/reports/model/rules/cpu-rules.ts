import { formatFigure } from '../../format/format-figure.ts';
import { formatNumber } from '../../format/format-number.ts';
import { busiestEntity } from '../busiest-entity.ts';
import { countedDevices } from '../counted-devices.ts';
import { cpuCountOf } from '../cpu-count.ts';
import { statsOf } from '../stats-table.ts';
import { hostEvidence } from './host-evidence.ts';
import type { FindingRule } from './rule.ts';
import { onMoment, peakOn, worstMoment } from './worst-moment.ts';

/** With the other CPUs busier than this on average a full one is no news. */
const ROOM_PERCENT = 50;

export const CPU_RULES: readonly FindingRule[] = [
  {
    id: 'cpu-used',
    resource: 'cpu',
    section: 'cpu',
    threshold: 'cpu_used_p95',
    measure: hostEvidence('cpu_used', 'CPU use is'),
    watch: 'The CPUs are busy.',
    act: 'The CPUs are saturated.',
    advice: 'Find what runs at the peaks and move it to quieter hours, or plan for more CPUs.',
  },
  {
    id: 'one-core',
    resource: 'cpu',
    section: 'cores',
    threshold: 'core_used_p95',
    measure: (subject) => {
      const cores = subject.data.stats.entities.cpu ?? {};
      const core = busiestEntity(cores, 'cpu_used', 'p95');
      const others = Object.entries(cores).flatMap(([name, metrics]) =>
        name === core?.entity ? [] : (metrics.cpu_used?.avg ?? []),
      );
      if (!core || core.stats.p95 === null || others.length === 0) return null;
      const mean = others.reduce((sum, avg) => sum + avg, 0) / others.length;
      if (mean > ROOM_PERCENT) return null;
      const { timestamps, entities } = subject.data.entities.cpu;
      const at = worstMoment(timestamps, entities[core.entity]?.cpu_used);
      return {
        value: core.stats.p95,
        sentence: `${core.entity} is ${formatFigure(core.stats.p95, 'percent')} busy at p95 while the others average ${formatFigure(mean, 'percent')}${peakOn(subject, at)}.`,
        at,
      };
    },
    watch: 'One core is at its limit.',
    act: 'One core is at its limit all the time.',
    advice: 'Something runs on a single thread, or interrupts go to one CPU; adding CPUs would not help.',
  },
  {
    id: 'iowait-disk',
    resource: 'disk',
    section: 'cpu',
    threshold: 'cpu_iowait_p95',
    measure: (subject) => {
      const found = hostEvidence('cpu_iowait', 'CPU time in iowait is')(subject);
      const disk = busiestEntity(countedDevices(subject.data.stats).disk, 'disk_busy', 'p95');
      const limit = subject.options.thresholds.disk_busy_p95.watch;
      if (!found || !disk || (disk.stats.p95 ?? 0) <= limit) return null;
      const busy = formatFigure(disk.stats.p95, 'percent');
      return { ...found, sentence: `${found.sentence} ${disk.entity} is busy ${busy} of the time at p95.` };
    },
    watch: 'Work waits for a busy disk.',
    act: 'Work mostly waits for a saturated disk.',
    advice: 'The CPUs sat idle while I/O was outstanding: move load off that disk, or use a faster one.',
  },
  {
    id: 'iowait',
    resource: 'cpu',
    section: 'cpu',
    threshold: 'cpu_iowait_p95',
    measure: (subject) => {
      const disk = busiestEntity(countedDevices(subject.data.stats).disk, 'disk_busy', 'p95');
      // Said by iowait-disk then.
      if ((disk?.stats.p95 ?? 0) > subject.options.thresholds.disk_busy_p95.watch) return null;
      return hostEvidence('cpu_iowait', 'CPU time in iowait is')(subject);
    },
    watch: 'Work waits for I/O.',
    act: 'Work mostly waits for I/O.',
    advice:
      'No local disk is busy: look at network file systems, and at what the blocked tasks are waiting for.',
  },
  {
    id: 'steal',
    resource: 'cpu',
    section: 'cpu',
    threshold: 'cpu_steal_p95',
    measure: hostEvidence('cpu_steal', 'CPU time stolen by the hypervisor is'),
    watch: 'The hypervisor takes CPU time.',
    act: 'The hypervisor takes much CPU time.',
    advice: 'The host is shared too tightly or a credit limit applies; more virtual CPUs would not help.',
  },
  {
    id: 'load',
    resource: 'cpu',
    section: 'cpu',
    threshold: 'load_per_cpu_p95',
    measure: (subject) => {
      const load = statsOf(subject, 'host', '', 'load_1');
      const cpus = cpuCountOf(subject);
      if (!load || load.p95 === null || cpus === null) return null;
      const { host } = subject.data;
      const at = worstMoment(host.timestamps, host.series.load_1);
      return {
        value: load.p95 / cpus,
        sentence: `The load is ${formatNumber(load.p95, 2)} at p95 on ${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}, with a peak of ${formatNumber(load.p100, 2)}${onMoment(subject, at)}.`,
        at,
      };
    },
    watch: 'More tasks want to run than there are CPUs.',
    act: 'Far more tasks want to run than there are CPUs.',
    advice: 'Look at the run queue: running tasks wait for a CPU, blocked tasks for a disk.',
  },
  {
    id: 'cpu-pressure',
    resource: 'cpu',
    section: 'cpu',
    threshold: 'pressure_cpu_p95',
    measure: hostEvidence('pressure_cpu_some', 'Some task waits for a CPU', ' of the time'),
    watch: 'Tasks wait for CPUs.',
    act: 'Tasks wait for CPUs most of the time.',
    advice: 'Find what competes for CPUs at these times; CPU quotas of containers show up here too.',
  },
];
