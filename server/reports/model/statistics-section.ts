import { type Metric, metricsOf } from '#agent/contract/metrics.ts';
import type { StatsResult } from '#server/metrics/types.ts';
import type { FigureTable, Section } from '../report-model.ts';

const COLUMNS = [
  { label: 'avg', of: 'avg' },
  { label: 'sd', of: 'stddev' },
  { label: 'min', of: 'min' },
  { label: 'p50', of: 'p50' },
  { label: 'p95', of: 'p95' },
  { label: 'p97.5', of: 'p97_5' },
  { label: 'p99', of: 'p99' },
  { label: 'p100', of: 'p100' },
] as const;

/** Host metrics by the first word of their id; what fits none is the system's. */
const GROUPS = [
  { head: 'CPU', fits: /^cpu_/ },
  { head: 'Memory', fits: /^(mem|swap)_(?!in|out)/ },
  { head: 'Disk', fits: /^disk_/ },
  { head: 'Network', fits: /^net_/ },
  { head: 'System', fits: /./ },
] as const;

const groupOf = (metric: Metric): string => GROUPS.find(({ fits }) => fits.test(metric.id))?.head ?? 'System';

/** Every host metric that was measured, with its statistics over all samples of the range; null without any. */
export function statisticsSection(stats: StatsResult): Section | null {
  const measured = metricsOf('host').filter((metric) => (stats.metrics[metric.id]?.count ?? 0) > 0);
  const blocks = GROUPS.map(
    ({ head }): FigureTable => ({
      type: 'table',
      title: null,
      note: null,
      head,
      columns: COLUMNS.map(({ label }) => ({ label, unit: null })),
      rows: measured
        .filter((metric) => groupOf(metric) === head)
        .map((metric) => ({
          label: metric.label,
          unit: metric.unit,
          figures: COLUMNS.map(({ of }) => stats.metrics[metric.id]?.[of] ?? null),
        })),
    }),
  ).filter((table) => table.rows.length > 0);
  if (blocks.length === 0) return null;
  return { id: 'statistics', basis: null, machine: null, title: 'Statistics', intro: null, blocks };
}
