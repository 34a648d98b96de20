import type { FigureUnit, Radar, SeriesColour } from '../report-model.ts';
import { busiestEntity } from './busiest-entity.ts';
import { countedDevices } from './counted-devices.ts';
import { cpuCountOf } from './cpu-count.ts';
import { linkShare } from './link-share.ts';
import { memoryShare } from './memory-share.ts';
import type { Subject } from './subject.ts';

/** One spoke: what is measured at p95, in `unit`, and what the rim stands for. */
interface Axis {
  label: string;
  unit: FigureUnit;
  why: string;
  value: (subject: Subject) => number | null;
  ceiling: (subject: Subject) => number | null;
}

const hundred = () => 100;
const host = (subject: Subject, id: string) => subject.data.stats.metrics[id]?.p95 ?? null;

const RADAR_AXES: readonly Axis[] = [
  {
    label: 'CPU used',
    unit: 'percent',
    why: 'all CPUs',
    value: (subject) => host(subject, 'cpu_used'),
    ceiling: hundred,
  },
  {
    label: 'Load per CPU',
    unit: 'count',
    why: 'one task for each CPU',
    value: (subject) => {
      const [load, cpus] = [host(subject, 'load_1'), cpuCountOf(subject)];
      return load === null || cpus === null ? null : load / cpus;
    },
    ceiling: () => 1,
  },
  {
    label: 'Memory used',
    unit: 'percent',
    why: 'all memory',
    value: ({ data }) => memoryShare(data.stats, 'p95'),
    ceiling: hundred,
  },
  {
    label: 'Swap used',
    unit: 'percent',
    why: 'all swap space',
    value: (subject) => {
      const [used, total] = [host(subject, 'swap_used'), host(subject, 'swap_total')];
      return used === null || total === null || total === 0 ? null : (100 * used) / total;
    },
    ceiling: hundred,
  },
  {
    label: 'Busiest disk',
    unit: 'percent',
    why: 'busy all of the time',
    value: ({ data }) =>
      busiestEntity(countedDevices(data.stats).disk, 'disk_busy', 'p95')?.stats.p95 ?? null,
    ceiling: hundred,
  },
  {
    label: 'iowait',
    unit: 'percent',
    why: 'the limit to act',
    value: (subject) => host(subject, 'cpu_iowait'),
    ceiling: ({ options }) => options.thresholds.cpu_iowait_p95.act,
  },
  {
    label: 'Busiest link',
    unit: 'percent',
    why: 'the speed of the link',
    value: (subject) => {
      const shares = Object.keys(subject.facts.linkSpeeds).flatMap((name) => linkShare(subject, name) ?? []);
      return shares.length === 0 ? null : Math.max(...shares);
    },
    ceiling: hundred,
  },
  {
    label: 'Fullest file system',
    unit: 'percent',
    why: 'full',
    value: ({ data }) =>
      busiestEntity(data.stats.entities.filesystem ?? {}, 'fs_used_percent', 'p95')?.stats.p95 ?? null,
    ceiling: hundred,
  },
];

const COLOURS: readonly SeriesColour[] = ['one', 'two', 'three', 'four', 'five', 'six'];

/** One shape per subject over the axes that any of them has; null below three axes, which is no surface. */
export function radarOf(title: string, shapes: readonly { label: string; subject: Subject }[]): Radar | null {
  const axes = RADAR_AXES.filter(({ value }) => shapes.some(({ subject }) => value(subject) !== null));
  const [first] = shapes;
  if (axes.length < 3 || !first) return null;
  return {
    type: 'radar',
    title,
    axes: axes.map(({ label, unit, why, ceiling }) => ({
      label,
      unit,
      why,
      ceiling: ceiling(first.subject),
    })),
    shapes: shapes.map(({ label, subject }, at) => {
      const values = axes.map(({ value }) => value(subject));
      const shares = axes.map(({ ceiling }, axis) => {
        const [value, rim] = [values[axis] ?? null, ceiling(subject)];
        return value === null || rim === null || rim <= 0 ? null : Math.min(1, Math.max(0, value / rim));
      });
      return { label, colour: COLOURS[at] ?? 'one', values, shares };
    }),
  };
}
