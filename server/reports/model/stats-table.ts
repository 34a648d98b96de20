import type { Kind } from '#agent/contract/sample.ts';
import type { MetricStats } from '#server/metrics/types.ts';
import type { FigureTable, FigureUnit } from '../report-model.ts';
import { percentileOf } from './percentile-of.ts';
import type { Subject } from './subject.ts';

/** One metric of one entity, to become a row of statistics. */
export interface StatsRow {
  label: string;
  unit: FigureUnit;
  kind: Kind;
  entity: string;
  metric: string;
}

/** The statistics of a metric of an entity ('' for the host); null when there are none. */
export function statsOf(
  { data }: Pick<Subject, 'data'>,
  kind: Kind,
  entity: string,
  metric: string,
): MetricStats | null {
  const found = kind === 'host' ? data.stats.metrics[metric] : data.stats.entities[kind]?.[entity]?.[metric];
  return found && found.count > 0 ? found : null;
}

/** The head of a column: p95, p97.5. */
export const percentileLabel = (percentile: number): string => `p${percentile}`;

/** Mean, standard deviation, lowest and the percentiles asked for, one row per metric; none when nothing was measured. */
export function statsTable(
  subject: Pick<Subject, 'data' | 'options'>,
  { title, head, note }: { title: string | null; head: string; note?: string },
  wanted: readonly StatsRow[],
): FigureTable[] {
  const { percentiles } = subject.options;
  const rows = wanted.flatMap((row) => {
    const stats = statsOf(subject, row.kind, row.entity, row.metric);
    if (!stats) return [];
    const figures = [
      stats.avg,
      stats.stddev,
      stats.min,
      ...percentiles.map((percentile) => percentileOf(subject.data, row, percentile)),
    ];
    return [{ label: row.label, unit: row.unit, figures }];
  });
  if (rows.length === 0) return [];
  const columns = ['avg', 'sd', 'min', ...percentiles.map(percentileLabel)];
  return [
    {
      type: 'table',
      title,
      head,
      columns: columns.map((label) => ({ label, unit: null })),
      rows,
      note: note ?? null,
    },
  ];
}
