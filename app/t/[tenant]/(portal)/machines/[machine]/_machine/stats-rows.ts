import { type Metric, metricsOf } from '#agent/contract/metrics.ts';
import type { Kind } from '#agent/contract/sample.ts';
import { scaleQuantity, type UnitChoice } from '#app/_components/format/scale-quantity.ts';
import type { MetricStats, StatsResult } from '#server/metrics/types.ts';
import { ENTITY_SPECS } from './entity-specs.ts';
import { hostMetrics } from './host-metrics.ts';
import { metricName } from './metric-name.ts';
import { metricQuantity } from './metric-quantity.ts';

/** The figures of the table, in their order. */
export const FIGURES = [
  ['avg', 'avg'],
  ['stddev', 'stddev'],
  ['min', 'min'],
  ['p50', 'p50'],
  ['p75', 'p75'],
  ['p90', 'p90'],
  ['p95', 'p95'],
  ['p97_5', 'p97.5'],
  ['p99', 'p99'],
  ['p100', 'p100'],
] as const;
export type Figure = (typeof FIGURES)[number][0] | 'total';

/** One metric of the host (entity '') or of an entity. Figures are in the catalogue's units. */
export interface StatsRow {
  metric: Metric;
  entity: string;
  stats: MetricStats;
  /** As it is called in the table. */
  label: string;
  unit: string;
  /** Divides a figure into `unit`. */
  per: number;
  /** Turns a figure into the base unit of what it is. */
  times: number;
}

/** The rows of a section's table: what was measured in the window, the host first. */
export function statsRows(tab: string, stats: StatsResult, choice: UnitChoice): StatsRow[] {
  const row = (metric: Metric, entity: string, found: MetricStats | undefined): StatsRow[] => {
    if (!found || found.count === 0) return [];
    const label = entity === '' ? metricName(metric) : metric.label;
    const { quantity, times } = metricQuantity(metric);
    const { unit, per } = scaleQuantity(quantity, (found.max ?? 0) * times, choice);
    return [{ metric, entity, stats: found, label, unit, per: per / times, times }];
  };
  const host = hostMetrics(tab).flatMap((metric) => row(metric, '', stats.metrics[metric.id]));
  const kind: Kind | undefined = ENTITY_SPECS[tab]?.kind;
  const entities = Object.entries((kind && stats.entities[kind]) ?? {}).flatMap(([entity, metrics]) =>
    metricsOf(kind ?? 'host').flatMap((metric) => row(metric, entity, metrics[metric.id])),
  );
  return [...host, ...entities];
}

/** All digits, in the catalogue's units, as CSV. */
export function statsCsv(rows: readonly StatsRow[]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const head = ['metric', 'entity', 'unit', ...FIGURES.map(([, label]) => label), 'total'];
  const lines = rows.map(({ metric, entity, stats }) => [
    metric.id,
    cell(entity),
    metric.unit,
    ...FIGURES.map(([key]) => stats[key] ?? ''),
    stats.total ?? '',
  ]);
  return [head, ...lines].map((line) => `${line.join(',')}\n`).join('');
}
