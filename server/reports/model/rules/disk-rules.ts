import { formatFigure } from '../../format/format-figure.ts';
import { busiestEntity } from '../busiest-entity.ts';
import { countedDevices } from '../counted-devices.ts';
import { daysInWords, daysText } from '../days-text.ts';
import { fillForecasts } from '../fill-forecast.ts';
import type { FindingRule } from './rule.ts';
import { onMoment, peakOn, worstMoment } from './worst-moment.ts';

/** The wait of a disk that does next to nothing is that of single requests: no queue, no news. */
const IN_USE_PERCENT = 30;
/** Growth of less than a thousandth of its size a day is the log of an idle machine. */
const LEAST_GROWTH = 0.001;

export const DISK_RULES: readonly FindingRule[] = [
  {
    id: 'disk-busy',
    resource: 'disk',
    section: 'disk',
    threshold: 'disk_busy_p95',
    measure: (subject) => {
      const { disk } = countedDevices(subject.data.stats);
      const busiest = busiestEntity(disk, 'disk_busy', 'p95');
      if (!busiest || busiest.stats.p95 === null) return null;
      const wait = disk[busiest.entity]?.disk_wait?.p95 ?? null;
      const waiting = wait === null ? '' : ` and takes ${formatFigure(wait, 'milliseconds')} per request`;
      const { timestamps, entities } = subject.data.entities.disk;
      const at = worstMoment(timestamps, entities[busiest.entity]?.disk_busy);
      return {
        value: busiest.stats.p95,
        sentence: `${busiest.entity} is busy ${formatFigure(busiest.stats.p95, 'percent')} of the time${waiting} at p95${peakOn(subject, at)}.`,
        at,
      };
    },
    watch: 'A disk is busy.',
    act: 'A disk is saturated.',
    advice: 'Move part of its load to another disk, or use one that handles more requests at a time.',
  },
  {
    id: 'disk-wait',
    resource: 'disk',
    section: 'disk',
    threshold: 'disk_wait_p95',
    measure: (subject) => {
      const { disk } = countedDevices(subject.data.stats);
      const used = Object.fromEntries(
        Object.entries(disk).filter(([, metrics]) => (metrics.disk_busy?.p95 ?? 0) > IN_USE_PERCENT),
      );
      const slowest = busiestEntity(used, 'disk_wait', 'p95');
      if (!slowest || slowest.stats.p95 === null) return null;
      const { timestamps, entities } = subject.data.entities.disk;
      const at = worstMoment(timestamps, entities[slowest.entity]?.disk_wait);
      const text = (value: number | null) => formatFigure(value, 'milliseconds');
      return {
        value: slowest.stats.p95,
        sentence: `A request to ${slowest.entity} takes ${text(slowest.stats.p95)} at p95 and ${text(slowest.stats.p50)} at the median, with a peak of ${text(slowest.stats.p100)}${onMoment(subject, at)}.`,
        at,
      };
    },
    watch: 'Disk requests take long.',
    act: 'Disk requests take very long.',
    advice:
      'Look at the queue and at the size of the requests: there may be many small ones, or the device may be throttled.',
  },
  {
    id: 'filesystem-full',
    resource: 'filesystem',
    section: 'filesystems',
    threshold: 'filesystem_used',
    measure: (subject) => {
      const fullest = fillForecasts(subject)
        .filter(({ usedPercent }) => usedPercent !== null)
        .toSorted((a, b) => (b.usedPercent ?? 0) - (a.usedPercent ?? 0))[0];
      if (!fullest || fullest.usedPercent === null) return null;
      const { timestamps, entities } = subject.data.entities.filesystem;
      const at = worstMoment(timestamps, entities[fullest.mount]?.fs_used_percent);
      return {
        value: fullest.usedPercent,
        sentence: `${fullest.mount} is ${formatFigure(fullest.usedPercent, 'percent')} full, with ${formatFigure(fullest.available, 'megabytes')} of ${formatFigure(fullest.size, 'megabytes')} left${peakOn(subject, at)}.`,
        at,
      };
    },
    watch: 'A file system is getting full.',
    act: 'A file system is all but full.',
    advice: 'Remove what is not needed, or enlarge it.',
  },
  {
    id: 'filesystem-filling',
    resource: 'filesystem',
    section: 'filesystems',
    threshold: 'filesystem_days',
    measure: (subject) => {
      const { watch, act } = subject.options.thresholds.filesystem_days;
      const first = fillForecasts(subject)
        .filter(({ growth, size, days }) => {
          const isGrowing = growth !== null && growth.low > 0 && growth.slope > LEAST_GROWTH * (size ?? 0);
          return isGrowing && days !== null && days < watch;
        })
        .toSorted((a, b) => (a.days ?? 0) - (b.days ?? 0))[0];
      if (!first || first.days === null || !first.growth) return null;
      const [, interval] = /\((.+)\)/.exec(daysText(first)) ?? [];
      const between = interval && first.days >= 1 ? ` (${interval})` : '';
      return {
        value: first.days,
        state: first.days < act ? 'act' : 'watch',
        sentence: `${first.mount} grows by ${formatFigure(first.growth.slope, 'megabytes')} a day and will be full in ${daysInWords(first.days)}${between}${subject.data.stats.approximate ? ', judging by hourly means' : ''}.`,
        at: subject.data.hours.filesystem.time.at(-1) ?? null,
      };
    },
    watch: 'A file system is filling up.',
    act: 'A file system will soon be full.',
    advice: 'Find what grows and rotate or remove it, or plan for more space before that day.',
  },
];
