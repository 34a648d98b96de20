import { formatFigure, formatRound } from '../format/format-figure.ts';
import { perSecond } from '../format/per-second.ts';
import type { FigureUnit, Health, State } from '../report-model.ts';
import { busiestEntity } from './busiest-entity.ts';
import { countedDevices } from './counted-devices.ts';
import type { FindingPlace } from './findings.ts';
import { memoryShare } from './memory-share.ts';
import type { Fired } from './rules/rule.ts';
import type { SectionId } from './section-ids.ts';
import type { Subject } from './subject.ts';
import type { ThresholdId } from './thresholds.ts';

/** The figure that stands for a resource when no rule says anything about it. */
interface Measure {
  resource: Health['resource'];
  section: SectionId;
  threshold: ThresholdId;
  /** `CPU use is 42.0 % at p95`. */
  says: (value: number) => string;
  figure: (subject: Subject) => number | null;
}

const percent = (value: number): string => formatFigure(value, 'percent');

const MEASURES: readonly Measure[] = [
  {
    resource: 'cpu',
    section: 'cpu',
    threshold: 'cpu_used_p95',
    says: (value) => `CPU use is ${percent(value)} at p95`,
    figure: ({ data }) => data.stats.metrics.cpu_used?.p95 ?? null,
  },
  {
    resource: 'memory',
    section: 'memory',
    threshold: 'memory_used_p99',
    says: (value) => `Memory use is ${percent(value)} at p99`,
    figure: ({ data }) => memoryShare(data.stats, 'p99'),
  },
  {
    resource: 'disk',
    section: 'disk',
    threshold: 'disk_busy_p95',
    says: (value) => `The busiest disk is busy ${percent(value)} of the time at p95`,
    figure: ({ data }) =>
      busiestEntity(countedDevices(data.stats).disk, 'disk_busy', 'p95')?.stats.p95 ?? null,
  },
  {
    resource: 'network',
    section: 'network',
    threshold: 'net_errors_p99',
    says: (value) =>
      value === 0 ? 'No errors at p99' : `The worst interface has ${perSecond(value, 'errors')} at p99`,
    figure: ({ data }) => {
      const { net } = countedDevices(data.stats);
      const errors = ['net_rx_errors', 'net_tx_errors'].flatMap(
        (metric) => busiestEntity(net, metric, 'p99')?.stats.p99 ?? [],
      );
      return errors.length === 0 ? null : Math.max(...errors);
    },
  },
  {
    resource: 'filesystem',
    section: 'filesystems',
    threshold: 'filesystem_used',
    says: (value) => `The fullest is ${percent(value)} full`,
    figure: ({ data }) => {
      const shares = Object.values(data.stats.entities.filesystem ?? {}).flatMap(
        (metrics) => metrics.fs_used_percent?.current ?? [],
      );
      return shares.length === 0 ? null : Math.max(...shares);
    },
  },
];

/** How each resource of a machine is: by the worst rule that fired about it, else by its own figure. */
export function healthOf(subject: Subject, fired: readonly Fired[], place: FindingPlace): Health[] {
  return MEASURES.map(({ resource, section, threshold: id, says, figure }) => {
    const worst = fired.find(({ rule }) => rule.resource === resource);
    const sectionId = `${place.prefix}${worst?.rule.section ?? section}`;
    const link = place.sections.has(sectionId) ? sectionId : null;
    const of = place.machine === null ? '' : `${place.machine}: `;
    const said = (state: State, value: number | null, unit: FigureUnit, sentence: string): Health => ({
      resource,
      state,
      figure: value,
      unit,
      sentence: `${of}${sentence}`,
      sectionId: link,
    });
    if (worst)
      return said(worst.state, worst.value, worst.unit, `${worst.rule[worst.state]} ${worst.sentence}`);
    const value = figure(subject);
    const { unit, watch } = subject.options.thresholds[id];
    if (value === null) return said('unrated', null, unit, 'Not measured.');
    return said(
      'good',
      value,
      unit,
      `${says(value)}; watch above ${unit === 'per_second' ? perSecond(watch, '') : formatRound(watch, unit)}.`,
    );
  });
}

const RANK: Readonly<Record<State, number>> = { act: 3, watch: 2, good: 1, unrated: 0 };

/** Of several machines, each resource as on the one where it is worst; of equals the higher figure. */
export function worstHealth(all: readonly (readonly Health[])[]): Health[] {
  const [first = [], ...others] = all;
  return first.map((health, at) =>
    others.reduce<Health>((worst, machine) => {
      const one = machine[at];
      if (!one) return worst;
      const by = RANK[one.state] - RANK[worst.state] || (one.figure ?? 0) - (worst.figure ?? 0);
      return by > 0 ? one : worst;
    }, health),
  );
}
