import { METRICS } from '#agent/contract/metrics.ts';
import type { MetricStats } from '#server/metrics/types.ts';
import type { FigureTable } from '../report-model.ts';

/** More devices than this make a page nobody reads; the busiest are listed. */
const MOST_ROWS = 12;

/** One row per device with the p95 of the chosen metrics, the busiest by the first of them on top; null without any. */
export function deviceTable(
  head: string,
  devices: Readonly<Record<string, Readonly<Record<string, MetricStats>>>>,
  metrics: readonly { id: string; label: string }[],
): FigureTable | null {
  const measured = metrics.filter(({ id }) =>
    Object.values(devices).some((device) => device[id]?.p95 != null),
  );
  const rows = Object.entries(devices)
    .map(([label, device]) => ({
      label,
      unit: null,
      figures: measured.map(({ id }) => device[id]?.p95 ?? null),
    }))
    .filter(({ figures }) => figures.some((figure) => figure !== null))
    .toSorted((a, b) => (b.figures[0] ?? -1) - (a.figures[0] ?? -1));
  if (rows.length === 0) return null;
  return {
    type: 'table',
    title: null,
    note: null,
    head,
    columns: measured.map(({ id, label }) => ({
      label,
      unit: METRICS.find((metric) => metric.id === id)?.unit ?? 'count',
    })),
    rows: rows.slice(0, MOST_ROWS),
  };
}
