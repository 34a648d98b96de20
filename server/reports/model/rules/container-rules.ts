import { formatFigure, formatRound } from '../../format/format-figure.ts';
import { busiestEntity } from '../busiest-entity.ts';
import type { Subject } from '../subject.ts';
import type { Evidence, FindingRule } from './rule.ts';
import { peakOn, worstMoment } from './worst-moment.ts';

/** The container in which a share is highest, and how many are above the limit. */
const highest =
  (
    metric: string,
    at: 'p95' | 'p99',
    says: (figure: string) => string,
    limit: (subject: Subject) => number,
  ) =>
  (subject: Subject): Evidence | null => {
    const containers = subject.data.stats.entities.container ?? {};
    const worst = busiestEntity(containers, metric, at);
    const value = worst?.stats[at] ?? null;
    if (!worst || value === null) return null;
    const above = Object.values(containers).filter((one) => (one[metric]?.[at] ?? 0) > limit(subject)).length;
    const { timestamps, entities } = subject.data.entities.container;
    const moment = worstMoment(timestamps, entities[worst.entity]?.[metric]);
    const others =
      above > 1 ? ` ${above} containers are above ${formatRound(limit(subject), 'percent')}.` : '';
    return {
      value,
      sentence: `${worst.entity} ${says(formatFigure(value, 'percent'))} at ${at}${peakOn(subject, moment)}.${others}`,
      at: moment,
    };
  };

export const CONTAINER_RULES: readonly FindingRule[] = [
  {
    id: 'container-throttled',
    resource: 'container',
    section: 'containers',
    threshold: 'container_throttled_p95',
    measure: highest(
      'container_throttled',
      'p95',
      (figure) => `uses up its CPU quota in ${figure} of the periods`,
      ({ options }) => options.thresholds.container_throttled_p95.watch,
    ),
    watch: 'A container is throttled.',
    act: 'A container is heavily throttled.',
    advice: 'Raise its CPU limit or give it fewer threads: it waits even when the machine has CPU to spare.',
  },
  {
    id: 'container-memory',
    resource: 'container',
    section: 'containers',
    threshold: 'container_memory_p99',
    measure: highest(
      'container_mem_percent',
      'p99',
      (figure) => `uses ${figure} of its memory limit`,
      ({ options }) => options.thresholds.container_memory_p99.watch,
    ),
    watch: 'A container is near its memory limit.',
    act: 'A container is at its memory limit.',
    advice: 'Raise its limit, or find what grows; page cache counts too, but is given back first.',
  },
];
