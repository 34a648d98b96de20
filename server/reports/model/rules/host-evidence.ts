import { formatFigure } from '../../format/format-figure.ts';
import { statsOf } from '../stats-table.ts';
import type { Subject } from '../subject.ts';
import type { Evidence } from './rule.ts';
import { onMoment, worstMoment } from './worst-moment.ts';

/** A host metric at p95, with its median and when it was highest. */
export const hostEvidence =
  (metric: string, name: string, of = '') =>
  (subject: Subject): Evidence | null => {
    const stats = statsOf(subject, 'host', '', metric);
    if (!stats || stats.p95 === null) return null;
    const { host } = subject.data;
    const at = worstMoment(host.timestamps, host.series[metric]);
    const text = (value: number | null) => formatFigure(value, 'percent');
    return {
      value: stats.p95,
      sentence: `${name} ${text(stats.p95)}${of} at p95 and ${text(stats.p50)} at the median, with a peak of ${text(stats.p100)}${onMoment(subject, at)}.`,
      at,
    };
  };
