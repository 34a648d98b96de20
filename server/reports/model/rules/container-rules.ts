import { formatFigure } from '../../format/format-figure.ts';
import { busiestEntity } from '../busiest-entity.ts';
import type { Subject } from '../subject.ts';
import type { Evidence, FindingRule } from './rule.ts';
import { onMoment, worstMoment } from './worst-moment.ts';

/** The container in which a share is highest, and how many are above the limit. */
const highest =
  (metric: string, at: 'p95' | 'p99', phrase: string, limit: (subject: Subject) => number) =>
  (subject: Subject): Evidence | null => {
    const containers = subject.data.stats.entities.container ?? {};
    const worst = busiestEntity(containers, metric, at);
    const value = worst?.stats[at] ?? null;
    if (!worst || value === null) return null;
    const above = Object.values(containers).filter((one) => (one[metric]?.[at] ?? 0) > limit(subject)).length;
    const { timestamps, entities } = subject.data.entities.container;
    const moment = worstMoment(timestamps, entities[worst.entity]?.[metric]);
    const others = above > 1 ? ` ${above} containers are above the limit.` : '';
    return {
      value,
      sentence: `${worst.entity} ${phrase} ${formatFigure(value, 'percent')} at ${at}; worst${onMoment(subject, moment)}.${others}`,
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
      'used up its CPU quota in',
      ({ options }) => options.thresholds.container_throttled_p95.watch,
    ),
    watch: 'A container is throttled.',
    act: 'A container is throttled hard.',
    advice: 'Raise its CPU limit, or give it fewer threads: it waits although the machine may have room.',
  },
  {
    id: 'container-memory',
    resource: 'container',
    section: 'containers',
    threshold: 'container_memory_p99',
    measure: highest(
      'container_mem_percent',
      'p99',
      'uses of its memory limit',
      ({ options }) => options.thresholds.container_memory_p99.watch,
    ),
    watch: 'A container is near its memory limit.',
    act: 'A container is at its memory limit.',
    advice: 'Raise its limit or find what grows; page cache counts too and is given back first.',
  },
];
